"""What python-pptx and openpyxl read in a deck of slides, as JSON."""

import io
import json
import sys

from openpyxl import load_workbook
from pptx import Presentation


def chart(shape):
    """The series of a chart, as the slide shows them and as its workbook has them."""
    part = shape.chart
    sheet = load_workbook(io.BytesIO(part.part.chart_workbook.xlsx_part.blob)).active
    rows = list(sheet.iter_rows(values_only=True))
    return {
        "categories": [str(category) for category in part.plots[0].categories],
        "series": {series.name: list(series.values) for plot in part.plots for series in plot.series},
        "sheet": {name: [row[i] for row in rows[1:]] for i, name in enumerate(rows[0]) if i > 0},
        "alt": shape._element._nvXxPr.cNvPr.get("descr"),
    }


def read(slide):
    return {
        "title": slide.shapes.title.text_frame.text,
        "texts": [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame],
        "tables": [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table],
        "charts": [chart(shape) for shape in slide.shapes if shape.has_chart],
        "notes": slide.notes_slide.notes_text_frame.text,
    }


presentation = Presentation(sys.argv[1])
json.dump({"wide": presentation.slide_width / presentation.slide_height, "slides": [read(slide) for slide in presentation.slides]}, sys.stdout)
