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
step-other = изменение{ $about ->
    [''] {""}
   *[other] {" "}«{ $about }»
}
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
source-files = { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[other] { $count } файлов
}
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
export-records = Экспорт { $count ->
    [one] { $count } записи
   *[other] { $count } записей
}
export-texts = { $count ->
    [one] { $count } текст
    [few] { $count } текста
   *[other] { $count } текстов
}
export-folder = в папку { $name }
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
