"""Sentences for what can be wrong with a file or with one of its rows: what it is, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from southsouth.web.words.codes import Words

UNREADABLE: Words = {
    "empty_file": _("The file is empty. Choose a file with a row of headings and at least one row below it."),
    "unopened": _("The file could not be opened: %(why)s. Check its name, and whether you may read it."),
    "too_large": _("The file has %(found)s; at most %(limit)s are read. Split it into several files."),
    "other_kind": _("This is %(kind)s, not a table. Save the table as CSV, XLSX or JSON Lines, and choose that file."),
    "damaged": _("The workbook is damaged. Open it in a spreadsheet program and save it again as XLSX."),
    "bomb": _("The workbook would unpack to far more than a table needs. Save the table as CSV, and choose that file."),
    "locked": _("The workbook is protected by a password. Save it without one."),
    "macros": _("The workbook contains macros. Save it as XLSX, which has none."),
    "document_type": _("The workbook declares a document type, which no table needs. Save the table as CSV."),
    "too_deep": _("Values are nested too deeply. Write plain values, and lists of plain values."),
    "no_sheet": _("The workbook has no sheet with cells. Save the table as XLSX or CSV, and choose that file."),
    "which_sheet": _("More than one sheet has content: %(sheets)s. Keep one sheet in the file."),
    "only_hidden_sheets": _("No visible sheet has content. Show the sheet that is meant, and save the file."),
    "far_cell": _("There is content far outside the table. Delete it, and save the file."),
    "formula": _("The cell holds a formula. Copy the cells, paste them as values, and save the file."),
    "hidden_row": _("The row is hidden. Show it or delete it, and save the file."),
    "hidden_column": _("The column is hidden. Show it or delete it, and save the file."),
    "error_cell": _("The cell shows the error %(value)s. Correct it, or empty the cell."),
    "merged_cells": _("The cells %(cells)s are merged. Split them, so that every row has cells of its own."),
    "too_slow": _("Reading the workbook takes too long. Save the table as CSV, and choose that file."),
    "too_heavy": _("Reading the workbook takes too much memory. Save the table as CSV, and choose that file."),
    "encoding": _("The text is not in UTF-8: byte %(byte)s is %(value)s. Save the file again with the encoding UTF-8."),
    "nul": _("Byte %(byte)s is empty, which no text has. Save the table again as CSV with the encoding UTF-8."),
    "not_a_table": _("This is text without columns. Choose a file with a row of headings, divided by commas."),
    "quotes": _("A quotation mark is not closed, or stands alone inside a cell. Double the marks inside cells."),
    "cell_too_long": _("The cell has more than %(limit)s characters. Shorten it."),
    "heading_empty": _("The column has no heading. Write one, or delete the column."),
    "heading_twice": _("More than one column is called %(heading)s. Rename or delete one of them."),
    "heading_repeated": _("The row repeats the headings. Delete it."),
    "cell_without_heading": _("The cell stands to the right of the last heading. Write a heading, or empty the cell."),
    "too_many_columns": _("There are %(found)s columns; at most %(limit)s are read. Delete those that are not needed."),
    "too_many_rows": _("There are more than %(limit)s rows. Split the file into several files."),
    "control_character": _("The cell holds a control character. Type the text again."),
    "broken_character": _("The cell holds half a character. Type the text again."),
    "not_json": _("The line is not JSON from character %(position)s on. Write one object in braces on each line."),
    "not_an_object": _("The line is not a JSON object. Write one object in braces on each line."),
    "number_too_long": _("The line holds a number with too many digits. Shorten it, or write it as text."),
    "not_a_number": _("%(value)s is no number that can be kept. Leave the value out where it is not known."),
    "not_a_day": _("%(value)s is no day of the calendar. Correct the date."),
}
"""Why a file cannot be read."""

WHY_UNOPENED: Words = {
    "FileNotFoundError": _("there is no such file"),
    "NotADirectoryError": _("there is no such file"),
    "IsADirectoryError": _("it is a folder"),
    "PermissionError": _("it may not be read"),
}
"""What the system says when a file cannot be opened."""

KINDS_OF_FILE: Words = {
    "old_office": _("a document of an old office program"),
    "pdf": _("a PDF document"),
    "gzip": _("a compressed file"),
    "image": _("a picture"),
    "rtf": _("a text document"),
    "database": _("a database"),
    "parquet": _("a Parquet file"),
    "archive": _("an archive of files"),
    "program": _("a program"),
    "json_list": _("a JSON list"),
    "web_page": _("a web page"),
    "xml": _("an XML document"),
    "text_document": _("a text document"),
    "slides": _("a set of slides"),
    "binary_workbook": _("a workbook in binary form (XLSB)"),
    "open_document": _("an OpenDocument file"),
}
"""What a file is that is no table."""

REFUSED: Words = {
    "empty": _("The cell is empty, and the value is needed. Fill it in."),
    "no_column": _("The column %(column)s is missing, and it is needed. Add it."),
    "not_text": _("%(value)s is not text. Write plain text."),
    "too_long": _("The text has %(found)s characters; at most %(limit)s are kept. Shorten it."),
    "out_of_range": _("%(value)s is not possible here. Write a value from %(low)s to %(high)s."),
    "not_an_answer": _("%(value)s stands for no answer. Write a whole number from %(low)s to %(high)s."),
    "not_whole": _("%(value)s is not a whole number. Write it without decimals."),
    "not_a_number": _("%(value)s is not a number. Write digits only, with a point before decimals."),
    "not_yes_or_no": _("%(value)s is neither yes nor no. Write one of the two, or leave the cell empty."),
    "not_a_day": _("%(value)s is not a day. Write it like 2026-11-30."),
    "not_a_date": _("%(value)s is not a date. Write it like 2019-06-23; 2019-06 or 2019 where no more is known."),
    "not_an_address": _("%(value)s is not the address of a page. Write it whole, with https:// before it."),
    "not_known": _("%(value)s is not one of the values of this column. Look them up in an exported file."),
    "too_many": _("The list has %(found)s entries; at most %(limit)s are kept. Shorten it."),
    "not_a_list": _("%(value)s is not a list. Write the entries with semicolons between them."),
    "not_an_entry": _("%(value)s is not an entry with columns of its own. Write each entry as an object in braces."),
    "not_an_iso_code": _("%(value)s is not an ISO code. Write two or three capital letters, such as KE or KEN."),
    "not_an_m49_code": _("%(value)s is not an M49 code. Write three digits, such as 404."),
    "not_a_language_code": _("%(value)s is not a language code. Write two or three small letters, such as sw."),
    "not_pairs": _("%(value)s is not a list of pairs. Write it like names=cldr; area=geonames."),
    "not_a_reference": _("%(value)s is not a reference. Use some Latin letters, digits, hyphens and underscores."),
    "twice": _("%(value)s stands in row %(first)s already. Keep one of the two rows."),
    "taken": _("%(value)s belongs to %(holder)s already. Correct one of the two."),
    "needed_for_new": _("%(value)s is new, and what is new needs this value. Fill it in, or correct the reference."),
    "no_such_country": _("No country is called %(value)s. Write its name or its ISO code."),
    "no_such_area": _("No focus area is called %(value)s. Write its name or its short name."),
    "no_such_topic": _("No topic is called %(value)s. Write its name or its short name."),
    "no_such_solution": _("No solution has the reference or the title %(value)s. Import the solution first."),
    "no_such_block": _("None of the building blocks is called %(value)s. Write its title or its number."),
    "fact_and_minimum": _("A country fact and its smallest value go together. Fill in both or neither."),
    "high_below_low": _("The highest cost, %(high)s, is below the lowest, %(low)s. Correct one of the two."),
    "stopped_here": _("So many rows cannot be taken that the file was read no further. Correct these first."),
    "recorded_without_source": _("What is recorded from elsewhere needs the address of its source. Fill it in."),
    "ends_before_start": _("The end, %(value)s, lies before the start, %(starts)s. Correct one of the two."),
}
"""Why a row cannot be taken."""
