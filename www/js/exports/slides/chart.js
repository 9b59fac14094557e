// @ts-check
// A chart as office programs keep it (DrawingML): lines, a band and bars that can be edited there, and the workbook
// with its figures. The slide library's own charts lose zeros and gaps, and know neither bands nor dates.

/**
 * @typedef {{ name: string, values: (number | undefined)[], colour: string, width?: number, dash?: "sysDash" | "sysDot", points?: boolean }} Line `width` in points
 * @typedef {object} Chart
 * @property {string} heading of the column of categories
 * @property {string[]} categories months, or names
 * @property {boolean} dates whether the categories are months: `2024-12`
 * @property {Line[]} [lines]
 * @property {{ low: Line, span: Line }} [band] stacked: from `low` to what `span` adds
 * @property {Line} [bars] lying, the first on top
 * @property {string} font
 * @property {string} yearFormat of the labels of months
 */

const INK = "464D54";
const RULE = "DFE2E5";
const PT = 12_700;
const [CATEGORY_AXIS, VALUE_AXIS] = ["111111111", "222222222"];

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "");
/** Excel's number of the first day of a month. @param {string} month */
const serial = (month) => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1) / 86_400_000 + 25_569;
/** @param {string} colour */
const fill = (colour) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
const NO_LINE = "<a:ln><a:noFill/></a:ln>";

/** All series, in the order of the sheet's columns. @param {Chart} chart */
const seriesOf = ({ band, lines = [], bars }) => [...(band ? [band.low, band.span] : []), ...lines, ...(bars ? [bars] : [])];

/** @param {Chart} chart */
export function chartXml(chart) {
  const { band, lines = [], bars } = chart;
  const all = seriesOf(chart);
  const series = (/** @type {Line} */ line, /** @type {string} */ look, after = "") => oneSeries(chart, line, all.indexOf(line), look, after);
  const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
  const area = (/** @type {Line} */ line, /** @type {string} */ look) => series(line, `<c:spPr>${look}${NO_LINE}</c:spPr>`);
  const plots = [
    ...(band
      ? [`<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>${area(band.low, "<a:noFill/>")}${area(band.span, fill(band.span.colour))}${axes}</c:areaChart>`]
      : []),
    ...(lines.length ? [`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.map((line) => series(line, lineLook(line), '<c:smooth val="0"/>')).join("")}<c:marker val="1"/>${axes}</c:lineChart>`] : []),
    ...(bars ? [`<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series(bars, barLook(bars))}<c:gapWidth val="45"/>${axes}</c:barChart>`] : []),
  ];
  const legend = bars ? "" : `<c:legend><c:legendPos val="b"/>${band ? '<c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry>' : ""}<c:overlay val="0"/></c:legend>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plots.join("")}${categoryAxis(chart)}${valueAxis(chart)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/>${NO_LINE}</c:spPr>${textLook(chart.font)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}

/** @param {string} font */
const textLook = (font) =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200">${fill(INK)}<a:latin typeface="${font}"/><a:ea typeface="${font}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;

/** @param {Line} line */
function lineLook({ colour, width = 1.5, dash = undefined, points }) {
  const stroke = points ? NO_LINE : `<a:ln w="${width * PT}" cap="rnd">${fill(colour)}${dash ? `<a:prstDash val="${dash}"/>` : ""}<a:round/></a:ln>`;
  const marker = points ? `<c:symbol val="circle"/><c:size val="8"/><c:spPr>${fill(colour)}${NO_LINE}</c:spPr>` : '<c:symbol val="none"/>';
  return `<c:spPr>${stroke}</c:spPr><c:marker>${marker}</c:marker>`;
}

/** @param {Line} bars */
const barLook = ({ colour }) =>
  `<c:spPr>${fill(colour)}${NO_LINE}</c:spPr><c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="${escaped(numberFormat)}" sourceLinked="0"/><c:spPr><a:noFill/>${NO_LINE}</c:spPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
const numberFormat = '[>=100]#,##0;[>=10]0.0;0.00';

/** @param {Chart} chart @param {Line} line @param {number} i @param {string} look @param {string} after */
function oneSeries({ categories, dates }, { name, values }, i, look, after) {
  const column = String.fromCharCode(66 + i);
  const last = categories.length + 1;
  const shown = values.flatMap((value, n) => (value === undefined ? [] : [`<c:pt idx="${n}"><c:v>${value}</c:v></c:pt>`]));
  const named = categories.map((category, n) => `<c:pt idx="${n}"><c:v>${dates ? serial(category) : escaped(category)}</c:v></c:pt>`).join("");
  const count = `<c:ptCount val="${categories.length}"/>`;
  const [kind, format] = dates ? ["num", "<c:formatCode>yyyy\\-mm</c:formatCode>"] : ["str", ""];
  return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escaped(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>${look}<c:cat><c:${kind}Ref><c:f>Sheet1!$A$2:$A$${last}</c:f><c:${kind}Cache>${format}${count}${named}</c:${kind}Cache></c:${kind}Ref></c:cat><c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>${count}${shown.join("")}</c:numCache></c:numRef></c:val>${after}</c:ser>`;
}

/** @param {Chart} chart */
function categoryAxis({ dates, bars, yearFormat }) {
  const kind = dates ? "dateAx" : "catAx";
  const format = dates ? escaped(yearFormat) : "General";
  const orientation = bars ? "maxMin" : "minMax";
  const rest = dates ? '<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/><c:majorUnit val="1"/><c:majorTimeUnit val="years"/>' : '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>';
  return `<c:${kind}><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${orientation}"/></c:scaling><c:delete val="0"/><c:axPos val="${bars ? "l" : "b"}"/><c:numFmt formatCode="${format}" sourceLinked="0"/><c:majorTickMark val="${bars ? "none" : "out"}"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="${0.75 * PT}">${fill("868D94")}</a:ln></c:spPr><c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/>${rest}</c:${kind}>`;
}

/** @param {Chart} chart */
function valueAxis({ bars }) {
  const grid = bars ? "" : `<c:majorGridlines><c:spPr><a:ln w="${0.5 * PT}">${fill(RULE)}</a:ln></c:spPr></c:majorGridlines>`;
  return `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="${bars ? 1 : 0}"/><c:axPos val="${bars ? "b" : "l"}"/>${grid}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>${NO_LINE}</c:spPr><c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="${bars ? "between" : "midCat"}"/></c:valAx>`;
}

/** The chart's sheet: categories in the first column, a series in each other one. @param {Chart} chart @returns {Record<string, string>} parts of a workbook by name */
export function sheetParts(chart) {
  const all = seriesOf(chart);
  const text = (/** @type {string} */ at, /** @type {string} */ value) => `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  const column = (/** @type {number} */ i) => String.fromCharCode(66 + i);
  const rows = chart.categories.map((category, n) => {
    const r = n + 2;
    const first = chart.dates ? `<c r="A${r}" s="1"><v>${serial(category)}</v></c>` : text(`A${r}`, category);
    return `<row r="${r}">${first}${all.map(({ values }, i) => (values[n] === undefined ? "" : `<c r="${column(i)}${r}"><v>${values[n]}</v></c>`)).join("")}</row>`;
  });
  const head = `<row r="1">${text("A1", chart.heading)}${all.map(({ name }, i) => text(`${column(i)}1`, name)).join("")}</row>`;
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (/** @type {string} */ list) => xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`);
  const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "[Content_Types].xml": xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheet}.styles+xml"/></Types>`,
    ),
    "_rels/.rels": relations(`<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`),
    "xl/workbook.xml": xml(`<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": relations(
      `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/>`,
    ),
    "xl/styles.xml": xml(
      `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm"/></numFmts><fonts count="1"><font><sz val="11"/><name val="${chart.font}"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ),
    "xl/worksheets/sheet1.xml": xml(
      `<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="${chart.dates ? 12 : 36}" customWidth="1"/><col min="2" max="${all.length + 1}" width="20" customWidth="1"/></cols><sheetData>${head}${rows.join("")}</sheetData></worksheet>`,
    ),
  };
}

/** @param {string} body */
const xml = (body) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
