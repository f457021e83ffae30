# Что говорит окно по-русски. Ключи те же, что в en.ftl; их сравнивает тест.

## Единицы
unit-bytes = { $value } Б
unit-kb = { $value } КБ
unit-mb = { $value } МБ
unit-gb = { $value } ГБ
per-second = { $value }/с

## Команды
command-new-project = Новый проект
command-open = Открыть…
command-open-sample = Открыть пример
command-save = Сохранить
command-save-as = Сохранить как…
command-quit = Выйти
command-undo = Отменить
command-redo = Повторить
command-new-entry = Новое слово
command-new-link = Новая связка
command-new-pattern = Новый шаблон
command-find = Найти в словарях
command-duplicate-entry = Дублировать
command-delete-entry = Удалить
command-toggle-entry = Включить или выключить
command-pick-symbol = Выбрать символ…
command-new-dictionary = Новый словарь
command-add-dictionary = Добавить словарь…
command-add-sources = Добавить файлы-источники…
command-add-source-folder = Добавить папку-источник…
command-choose-export-folder = Выбрать папку для экспорта…
command-export = Экспорт
command-cancel-export = Прервать экспорт
command-reroll = Бросить зерно заново
command-commands = Команды
command-toggle-dictionary = Показать или свернуть словари
command-toggle-export = Показать или свернуть экспорт
command-zoom-in = Крупнее
command-zoom-out = Мельче
command-zoom-reset = Обычный размер
command-issues = Показать замечания
command-russian = Русский
command-english = English
command-light = Светлая
command-dark = Тёмная
command-system-theme = Как в системе
command-about = О программе и лицензии

## Верхняя панель
untitled = Без названия
project-menu = Проект
menu-language = Язык
menu-theme = Тема
undo-of = { $command }: { $step }
export = Экспорт
search-hint = Команда или слово
resize-left = Ширина панели словарей
resize-right = Ширина панели экспорта

## Свёрнутые панели
rail-show-export = Показать панель экспорта
rail-show-dictionary = Показать панель словарей
sources = Источники
dataset = Набор
size = Объём
dictionaries = Словари

## Строка состояния
status-tokens = Токены: { $name }
status-ready = Готово к работе
status-issues = { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
}
status-entries = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
status-saved = Сохранено
status-unsaved = Не сохранено
status-sample = Проект-пример
status-scanning = Измерение
status-exporting = Экспорт
status-finishing = Завершение
status-records = { $count } записей
status-left = осталось { $time }

## Шаги отмены
step-enabled = переключение «{ $about }»

## Сообщения
notice-sample-copied = Пример скопирован в { $path }; изменения хранятся там
notice-saved = Сохранено: { $name }
notice-imported = Добавлено { $added }, изменено { $changed }, пропущено { $skipped }, отклонено { $rejected }

## Окна выбора файлов
dialog-open = Открыть проект или словарь
dialog-save = Сохранить проект
dialog-add-dictionary = Добавить словарь
dialog-add-sources = Добавить файлы-источники
dialog-add-folder = Добавить папку-источник
dialog-show-file = Показать текст
dialog-export-folder = Папка для экспорта
dialog-filter-projects = Проекты и словари
dialog-filter-dictionaries = Словари
dialog-filter-texts = Тексты
dialog-project-file = { $name }.hyperlex
drop-hint = Бросьте сюда тексты, словари или проект
new-dictionary-name = Новый словарь

## Текст и гиперслова
preview-text = Текст и гиперслова
preview-source = Исходный текст
preview-target = Гиперслова
preview-nothing = Здесь будет текст рядом с гиперсловами. Откройте файл или вставьте отрывок из меню над этой страницей.
preview-scroll = Место в тексте
preview-copy = Копировать гиперслова
preview-show-gaps = Показать частые слова без записи
preview-hide-gaps = Скрыть частые слова без записи
preview-shown = Какой текст показан
preview-choose = Выберите текст
preview-samples = Примеры
preview-open = Открыть текст…
preview-paste = Вставить из буфера обмена

## Карточка слова
hover-card = Почему так: { $word }
hover-origin = из словаря «{ $name }»
hover-form-label = Форма
hover-draw-label = Жребий
hover-written-label = Запись
hover-written = { $palette } · стиль «{ $style }»
hover-drawn = { $draw } < { $density } — заменяется
hover-above-density = { $draw } ≥ { $density } — остаётся
hover-over-max = Сверх меры на предложение
hover-pinned = Закреплено — заменяется всегда
hover-vetoed = Здесь замена запрещена вами
hover-link-member = Входит в связку: её символ стоит у другого слова.
hover-no-entry = В словарях нет записи с этим словом.
hover-excepted = Эта форма исключена в записи.
hover-name = Имя собственное в середине предложения: его не трогаем. Это меняется в записи или в настройках.
hover-protected = Защищённое место: адрес, код или разметка.
hover-function-word = Служебное слово: записи о нём нет.
hover-function-form = Гораздо чаще это служебное слово: формой записи оно не считается.
hover-shadowed = Место занято более длинной или более ранней записью.
hover-entry-off = Запись выключена.
hover-dictionary-off = Словарь с этой записью выключен.
hover-open-entry = Открыть запись
hover-except-form = Не заменять форму
hover-add = Добавить в словарь

## Числа под текстом
stat-coverage = Покрытие
stat-coverage-tip = Доля слов, которые стали символами
stat-sites = Места
stat-sites-tip = Заменено мест из всех, где сработал словарь
stat-of = / { $all }
stat-tokens-before = Токенов было
stat-tokens-before-tip = Токены исходного текста, o200k
stat-tokens-after = Токенов стало
stat-tokens-after-tip = Токены гиперслов, o200k: замена чаще удлиняет текст
stat-pages = Страниц A4
stat-pages-tip = 350 русских или 480 английских слов на странице

## Как пишется
density = Плотность
density-both = { $sites } мест · { $words } слов
density-of-words = · { $words } слов
style = Стиль
style-mix = Смесь
style-symbol = Символ
style-emotion = Эмоция
style-after = После слова
style-gloss = В скобках
style-node = Узел
style-path = Путь
style-own = Свой шаблон
style-template = Шаблон стиля
style-error = Ошибка у знака { $position }: проверьте скобки и названия полей
style-example-word = дождь
style-example-emotion = грусть
palette = Палитра
palette-emoji = Эмодзи
palette-glyph = Знаки
palette-ascii = ASCII
seed = Зерно
seed-reroll = Бросить зерно: { $seed }
seed-tip = Щелчок бросает заново, правая кнопка открывает число
settings-more = Другие настройки
settings-unit = Что преобразуется как целое
unit-sentence = Предложение
unit-sentence-example = обычно
unit-line = Строка
unit-line-example = стихи, списки
unit-paragraph = Абзац
unit-paragraph-example = связный текст
unit-chunk = Отрывок
unit-chunk-example = около 200 слов
settings-climb = Подъём по иерархии
climb-top = Верх
settings-per-sentence = В предложении не больше
settings-any = Все
settings-variants = Вариантов на отрывок
settings-names = Заменять и имена

## Экспорт
close = Закрыть
source-add = Добавить источник
source-remove = Убрать: { $name }
source-drop = Перетащите тексты сюда
source-measuring = Считаем…
source-pages = { $pages } стр.
dataset-schema = Схема
dataset-schema-txt = простой текст
dataset-direction = Направление
direction-encode = В гиперслова
direction-decode = Из гиперслов
direction-both = В обе стороны
dataset-format = Формат
dataset-split = Разбиение
dataset-split-train = Доля обучения
dataset-split-validation = Граница проверки и теста
split-train = train
split-validation = validation
split-val-short = val.
split-test = test
split-count = { $name } { $count }
size-pages = страниц A4
size-empty = Размер появится с первым источником
size-measuring = Считаем записи…
size-enough = Хватает для полного корпуса
size-missing = { $tier } не хватает { $count ->
    [one] { $count } записи
   *[other] { $count } записей
}
size-times = { $tier } — ещё в { $times } { $plural ->
    [one] раз
    [few] раза
    [many] раз
   *[other] раза
} больше
tier-none = Пока мало
tier-demonstration = Демо
tier-lora-test = LoRA-тест
tier-full-corpus = Корпус
tier-demonstration-to = До демонстрации
tier-lora-test-to = До LoRA-теста
tier-full-corpus-to = До корпуса
tier-range = { $name }: { $from }–{ $to } записей
tokens-units = { $count } ток.
tokens-thousands = { $count } тыс. ток.
tokens-millions = { $count } млн ток.
tokens-billions = { $count } млрд ток.
export-dedupe = Убрать повторы
export-dedupe-tip = Одинаковые записи попадут в набор один раз
export-sites = Места замен рядом
export-sites-tip = По ним исходный текст восстанавливается точь-в-точь
export-start = Экспортировать
export-records-about = Экспорт ≈ { $count } записей
export-records = Экспорт { $count ->
    [one] { $count } записи
   *[other] { $count } записей
}
export-texts = { $count ->
    [one] { $count } текст
    [few] { $count } текста
   *[other] { $count } текстов
}
export-folder = Папка: { $name }
export-scanning = Измеряем источники
export-running = Записано: { $count }
export-finishing = Контрольные суммы
export-pace = { $speed }/с · ещё { $time }
export-cancel = Прервать экспорт
export-failed = Экспорт не удался
done-title = { $count ->
    [one] Готова { $count } запись
    [few] Готово { $count } записи
   *[other] Готово { $count } записей
}
done-close = Закрыть карточку
done-pages = страниц A4
done-bytes = файлы
done-quarantined = карантин
done-first = { $count ->
    [one] Первая запись
   *[other] Первые записи
}
done-open = Открыть папку
done-copy = Скопировать команду обучения

## Первая страница
welcome-title = Слова становятся символами
welcome-about = Соберите словарь, посмотрите на текст, выгрузите обучающий набор.
welcome-text = Текст
welcome-hyper = Гипер
welcome-example = Дождь шёл всю ночь, а в окне горел свет.
welcome-example-word-1 = дождь
welcome-example-emotion-1 = грусть
welcome-example-word-2 = свет
welcome-example-emotion-2 = радость
welcome-sample = Открыть пример
welcome-sample-about = Готовые словари и страницы Тургенева и Остин
welcome-dictionary = Начать словарь
welcome-dictionary-about = Слово, символ — и текст откликается сразу
welcome-open = Открыть проект…
welcome-open-about = Файл .hyperlex или словарь .ron
welcome-drop = или перетащите сюда тексты и словари
key-enter = Enter

## Панель словарей
add-menu = Добавить
more = Ещё
import = Импорт…
no-dictionary = Здесь будут ваши слова и их символы. Начните со словаря или возьмите готовый: JSON, CSV, TXT.
resize-form = Высота формы
layer-switch = Использовать «{ $name }»
layer-active = Новые слова попадают сюда
layer-activate = Добавлять новые слова сюда
layer-name = Название словаря
layer-switch-off = Выключить
layer-switch-on = Включить
layer-rename = Переименовать
layer-remove = Убрать из проекта
filter = Фильтр и добавление
filter-hint = Слово, символ или тег
filter-clear = Очистить фильтр
add-key = ↵ добавить
offer-take = Взять { $symbol } для «{ $word }»
offer-more = Другие символы…
offer-none = Подсказок нет, выберите сами
blank-member = дождь
blank-member-2 = грусть

## Таблица
table = Записи
columns = Столбцы
column-word = Слово
column-emotion = Эмоция
column-hits = Места
column-tokens = Токены
column-tokens-short = Ток.
table-empty = В словаре пока нет слов. Наберите слово выше и нажмите Enter.
table-nothing-found = Ничего не найдено. Enter добавит новое слово.
table-notation = Можно и одной строкой: свет ☀ радость или дождь + грусть = ☔🫧

## Форма
form-tile = Выбрать другой символ
form-more = Ещё о записи
form-word = Слово
form-symbols = Символы
form-emotion = Эмоция
form-parent = Родитель
form-also = Также
form-forms = Формы
form-except = Кроме
form-example = Пример
form-example-more = {""}
form-example-expected = ожидалось
form-finds = Находит
form-matching = Совпадение
form-description = Значение
form-members = Слова
form-reach = Где искать
form-rest = Остальные
form-names = Заменять и имена
form-enabled = Заменять в тексте
description-hint = Для словарика
symbol-chip = { $symbol }: вес и палитра
symbol-remove = Убрать символ
symbol-add = Добавить символ
symbol-weight = Вес
symbol-palette = Палитра
symbol-first = Показывать первым
parent-chip = Родитель: { $name }
parent-remove = Убрать родителя
word-remove = Убрать слово
also-add = Добавить синоним или написание
except-add = Добавить исключение
forms-more = { $count ->
    [one] Ещё { $count } форма
    [few] Ещё { $count } формы
   *[other] Ещё { $count } форм
}
member-add = Добавить слово связки
member-remove = Убрать слово связки
matching-inflected = Все формы
matching-exact = Точно
matching-pattern = Шаблон
pattern-finds = { $count ->
    [0] в тексте ничего
   *[other] { $count } в тексте: { $first }
}
reach-sentence = В одном предложении
reach-adjacent = Рядом
reach-words = { $count ->
    [one] Между ними не больше { $count } слова
   *[other] Между ними не больше { $count } слов
}
rest-auto = Сами: свернуть или оставить
rest-fold = Свернуть в символ
rest-keep = Оставить текстом
rest-own = Свои символы
fix-selector = Взять краткую запись
fix-except = Исключить форму
fix-except-all = Исключить формы
fix-accept = Принять
fix-merge = Соединить записи
fix-mend = Исправить

## Формы записи
forms-count = { $count ->
    [one] { $count } форма
    [few] { $count } формы
   *[other] { $count } форм
}
forms-fold = Свернуть формы
form-chip = { $form }: { $what }
form-chip-guess = { $form }: догадка, { $what }
form-chip-guessed = { $form }: догадка
form-guess = Догадка по окончанию: слова нет в языковых данных
form-guess-approved = Догадка, вы её одобрили
form-share = { $word }, { $part }, { $share }
form-shares = В тексте чаще: { $words }
form-rival-wins = Форму берёт запись «{ $name }»: она стоит раньше
form-rival-loses = На форму претендует и запись «{ $name }»
form-on = Щелчок исключит форму
form-off = Исключена: не заменяется. Щелчок вернёт её
form-exact = Заменяется только так, как написано
form-never = Гораздо чаще это служебное слово, поэтому форма не заменяется
guesses = { $count ->
    [one] { $count } догадка
    [few] { $count } догадки
   *[other] { $count } догадок
}
guesses-approve = Одобрить

## Грамматика
grammar-cases = { $cases } падежи
group-infinitive = инфинитив
group-present = настоящее
group-past = прошедшее
group-future = будущее
group-imperative = повелит.
group-gerund = дееприч.
group-participle = причастие
group-short-participle = кр. прич.
group-masculine = муж. род
group-feminine = жен. род
group-neuter = ср. род
group-plural = множ. ч.
group-short = краткая
group-comparative = сравнит.
group-superlative = превосх.
case-nominative = им.
case-genitive = род.
case-partitive = част.
case-dative = дат.
case-accusative = вин.
case-instrumental = твор.
case-prepositional = предл.
case-locative = местн.
case-vocative = зват.
part-noun = существительное
part-adjective = прилагательное
part-short-adjective = краткое прилагательное
part-comparative = сравнительная степень
part-verb = глагол
part-infinitive = инфинитив
part-participle = причастие
part-short-participle = краткое причастие
part-gerund = деепричастие
part-numeral = числительное
part-adverb = наречие
part-pronoun = местоимение
part-predicative = предикатив
part-preposition = предлог
part-conjunction = союз
part-particle = частица
part-interjection = междометие
part-other = другое
grammeme-nominative = именительный падеж
grammeme-genitive = родительный падеж
grammeme-partitive = родительный части
grammeme-dative = дательный падеж
grammeme-accusative = винительный падеж
grammeme-instrumental = творительный падеж
grammeme-prepositional = предложный падеж
grammeme-locative = местный падеж
grammeme-vocative = звательная форма
grammeme-singular = единственное число
grammeme-plural = множественное число
grammeme-masculine = мужской род
grammeme-feminine = женский род
grammeme-neuter = средний род
grammeme-common = общий род
grammeme-animate = одушевлённое
grammeme-inanimate = неодушевлённое
grammeme-present = настоящее время
grammeme-past = прошедшее время
grammeme-future = будущее время
grammeme-first-person = 1-е лицо
grammeme-second-person = 2-е лицо
grammeme-third-person = 3-е лицо
grammeme-imperative = повелительное наклонение
grammeme-perfective = совершенный вид
grammeme-imperfective = несовершенный вид
grammeme-active = действительный залог
grammeme-passive = страдательный залог
grammeme-comparative = сравнительная степень
grammeme-superlative = превосходная степень
grammeme-first-name = имя
grammeme-patronymic = отчество
grammeme-surname = фамилия
grammeme-place = место
grammeme-ordinal = порядковое
grammeme-attributive = при существительном
grammeme-possessive = притяжательное
grammeme-abbreviation = сокращение
grammeme-indeclinable = неизменяемое
grammeme-impersonal = безличная форма
grammeme-plural-only = только множественное число
grammeme-archaic = устаревшее
grammeme-colloquial = разговорное

## Выбор символа
picker-search = Поиск символа
picker-hint = По-русски or in English
picker-for-word = Для слова «{ $word }»
picker-found = Найдено по «{ $query }»
picker-nothing = Ничего не найдено по «{ $query }»
picker-as-written = Как написано
picker-own-symbol = свой символ
picker-suggested = Подсказки
picker-recent = Недавние
picker-people = Люди
picker-nature = Природа
picker-food = Еда
picker-travel = Места
picker-objects = Занятия и предметы
picker-symbols = Знаки
picker-flags = Флаги
token-cost = { $count ->
    [one] { $count } токен
    [few] { $count } токена
   *[other] { $count } токенов
}
tone-none = Без тона кожи
tone-1 = Светлая кожа
tone-2 = Не очень светлая кожа
tone-3 = Средний тон кожи
tone-4 = Смуглая кожа
tone-5 = Тёмная кожа

## Шаги отмены
step-add = новое слово «{ $about }»
step-add-link = новая связка «{ $about }»
step-import = добавленные строки
step-delete = удаление «{ $about }»
step-edit = изменение «{ $about }»
step-duplicate = копия «{ $about }»
step-rename = название словаря
step-word = слово «{ $about }»
step-symbol = символ у «{ $about }»
step-emotion = эмоция у «{ $about }»
step-parent = родитель у «{ $about }»
step-also = синонимы у «{ $about }»
step-except = исключения у «{ $about }»
step-approve = догадки у «{ $about }»
step-accept = принятое замечание у «{ $about }»
step-description = значение у «{ $about }»
step-matching = совпадение у «{ $about }»
step-names = имена у «{ $about }»
step-members = слова связки «{ $about }»
step-reach = охват связки «{ $about }»
step-rest = остальные в связке «{ $about }»
step-other = изменение «{ $about }»

## Карточки
close = Закрыть
notice-dismiss = Убрать сообщение
search-nothing = Ничего не найдено
confirm-unsaved = Сохранить изменения?
confirm-unsaved-text = В словарях или проекте есть несохранённые изменения.
confirm-save = Сохранить
confirm-discard = Не сохранять
confirm-stay = Отмена
confirm-export = Прервать экспорт?
confirm-export-text = Экспорт ещё идёт. Незавершённое в папку не попадёт.
confirm-stop = Прервать и выйти
about-version = Версия { $version }
about-text = Студия гиперлексических корпусов: словари превращают слова в символы, а тексты — в обучающие файлы. Сетевых соединений программа не открывает. Лицензия MIT или Apache-2.0.
about-licences = Что внутри
about-link-russian = OpenCorpora
about-link-terms = CC BY-SA 3.0
about-link-english = LemmInflect
about-licence-list =
    Формы русских слов: OpenCorpora (opencorpora.org) из пакета pymorphy3-dicts-ru, преобразовано; CC BY-SA 3.0
    Формы английских слов: lemminflect (github.com/bjascob/LemmInflect), преобразовано; MIT
    Inter 4.1, JetBrains Mono, Noto Sans Math, Noto Color Emoji: SIL Open Font License 1.1
    Значки Lucide: лицензия ISC
    emojibase: MIT; имена и ключевые слова Unicode CLDR: Unicode License v3
    egui, eframe, epaint: MIT или Apache-2.0
    Fluent: Apache-2.0; regex, serde, rayon: MIT или Apache-2.0
    tiktoken-rs: MIT

## Замечания
quoted = «{ $name }»
problem-syntax = Здесь файл не читается: { $names }
problem-unknown-field = Неизвестное поле: { $names }
problem-duplicate-headword = Слово записано дважды: { $names }
problem-duplicate-key = Ключ записан дважды: { $names }
problem-empty-symbol = Пустой символ: { $names }
problem-forbidden-character = Внутри есть управляющий знак: { $names }
problem-unknown-parent = У родителя нет записи: { $names }
problem-cycle = Родители идут по кругу: { $names }
problem-bad-pattern = Это не регулярное выражение: { $names }
problem-newer-format = Файл сделан более новой версией
problem-empty-word = Запись без слова
problem-bad-weight = Вес должен быть больше нуля: { $names }
problem-too-few-members = В связке нужны два слова: { $names }
problem-failing-example = Пример даёт другое: { $names }
problem-shared-form = Одну форму берут несколько записей: { $names }
problem-likely-other = { $count ->
    [one] Форма бывает и другим словом: { $forms }
   *[other] Формы бывают и другими словами: { $forms }
}
problem-guessed-forms = Формы угаданы по окончанию: { $forms }
problem-forms-more = и ещё { $count }
problem-shadowed = Её заслоняет более длинная или ранняя запись: { $names }
problem-same-symbol = Один символ у нескольких записей: { $names }
problem-member-without-entry = У слова связки нет записи, оно склоняется само: { $names }
problem-unknown-capture = В шаблоне нет такой группы: { $names }
problem-missing-in-palette = Нет символа в выбранной палитре, пишется другой: { $names }
problem-look-alike = Символы похожи друг на друга: { $names }
problem-needless-selector = Лишний невидимый знак стоит токен: { $names }
problem-false-friend = У слова часто другое значение: { $names }
problem-never-matches = Запись ничего не найдёт: { $names }
problem-no-symbol = Нет символа: { $names }
