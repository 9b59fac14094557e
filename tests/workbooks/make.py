"""Makes a bureau's ledger as planners have it, with openpyxl: python3 make.py OUT.xlsx [ROWS].

Title above the headings, headings in two rows with merged cells, measures by name, quantities in the measures'
units, money in ten thousands of yuan, months as dates, subtotals by district, a total, remarks below, a second sheet.
"""

import csv
import datetime
import sys

import openpyxl

out, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 740
ledger = list(csv.DictReader(sys.stdin))[:rows]
book = openpyxl.Workbook()
book.active.title = "封面"
book.active["B3"] = "某市重点减排工程台账"
sheet = book.create_sheet("2024年台账")
sheet["A1"] = "某市“十四五”重点减排工程项目台账（2024年）"
sheet.merge_cells("A1:J1")
sheet["A2"] = "填报单位：某市生态环境局"
sheet["J2"] = "单位：万元"
heads = ["序号", "项目编码", "项目名称", "所在区", "措施类型", "项目进展", "计划完成时间", "建设规模", "总投资（万元）", "备注"]
for column, head in enumerate(heads, 1):
    sheet.cell(3, column, head)
row = 4
states = {"planned": "未开工", "underway": "施工中", "complete": "已完成"}
districts = sorted({each["district"] for each in ledger})
number = 0
for district in districts:
    first = row
    for each in [each for each in ledger if each["district"] == district]:
        number += 1
        year, month = map(int, each["completion"].split("-"))
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, each["id"])
        sheet.cell(row, 3, each["name"])
        sheet.cell(row, 5, each["measure"])
        sheet.cell(row, 6, states[each["status"]])
        cell = sheet.cell(row, 7, datetime.date(year, month, 28))
        cell.number_format = 'yyyy"年"m"月"'
        sheet.cell(row, 8, float(each["quantity"]))
        sheet.cell(row, 10, each["note"])
        row += 1
    sheet.cell(first, 4, district)
    if row - first > 1:
        sheet.merge_cells(start_row=first, end_row=row - 1, start_column=4, end_column=4)
    sheet.cell(row, 1, f"{district}小计")
    sheet.cell(row, 8, f"=SUM(H{first}:H{row - 1})")
    row += 1
sheet.cell(row, 1, "合计")
sheet.cell(row + 2, 1, "注：建设规模的单位按措施。")
book.save(out)
