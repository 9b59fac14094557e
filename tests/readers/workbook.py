"""What openpyxl reads in a workbook of results, as JSON; and workbooks whose formulas have yet to be worked out.

    workbook.py read FILE...              sheets as rows of values, and how many charts each has
    workbook.py bare FILE TO SHEET CELL MONTH   the same without the formulas' results, CELL set to the first of MONTH
"""

import datetime
import json
import sys

from openpyxl import load_workbook


def plain(value):
    return value.strftime("%Y-%m") if isinstance(value, datetime.datetime) else value


def read(file):
    values, formulas = load_workbook(file, data_only=True), load_workbook(file)
    return {
        sheet.title: {
            "rows": [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)],
            "formulas": sum(cell.data_type == "f" for row in formulas[sheet.title].iter_rows() for cell in row),
            "charts": len(sheet._charts),
            "frozen": sheet.freeze_panes,
        }
        for sheet in values
    }


if sys.argv[1] == "read":
    json.dump([read(file) for file in sys.argv[2:]], sys.stdout)
else:
    file, to, sheet, cell, month = sys.argv[2:]
    book = load_workbook(file)
    book[sheet][cell] = datetime.datetime.strptime(month, "%Y-%m")
    book.save(to)
