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
