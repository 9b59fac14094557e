// The shapes that cross between engine and page: docs/scenario-format.md, "Results". Field names are the
// JSON keys. The engine's own declarations (js/pkg/jianpai.d.ts) leave these to the documentation.

export type Pollutant = "nox" | "vocs" | "cod" | "nh3n" | "tp";
export type Standing = "ahead" | "at-risk" | "behind";
export type Text = { zh: string; en: string };
/** Which number is to be explained: src/results/explanation.rs. */
export type Subject = {
  kind:
    | "reduction" | "opening" | "offset" | "deduction" | "schedule" | "target" | "share" | "points" | "gap" | "part"
    | "cut" | "contribution" | "alone" | "leave-one-out" | "overlap" | "physical" | "coverage" | "over-claim"
    | "emission" | "no-action" | "abated" | "activity"
    | "capital" | "operating" | "annualised" | "price" | "full-year" | "per-equivalent"
    | "chance" | "quantile" | "shortfall" | "swing" | "influence" | "total-effect" | "total-effect-error"
    | "missing" | "missing-on-time" | "gain" | "gain-error" | "gain-t"
    | "ledger-rows" | "ledger-quantity" | "ledger-declared" | "ledger-capital" | "at-stake";
  pollutant?: Pollutant;
  at?: string;
  measure?: string;
  source?: string;
  district?: string;
  project?: string;
  item?: number;
  uncounted?: boolean;
  year?: number;
  seed?: number;
  quantile?: number;
  finding?: number;
  figure?: string;
  high?: boolean;
  against?: number;
  side?: "unmoved" | "baseline";
  other?: string;
  part_of?: Subject["kind"];
  by?: "measure" | "project";
  except?: string[];
  group?: string;
  beside?: number;
  draws?: [number, number];
};
export type Quantity = { symbol: string; name: Text; value: number; unit: Text; share: boolean };
export type Formula =
  | { term: number }
  | { number: number }
  | { sum: Formula[] }
  | { series: [number, number] }
  | { less: [Formula, Formula] }
  | { times: Formula[] }
  | { over: [Formula, Formula] }
  | { power: [Formula, Formula] }
  | { least: Formula[] }
  | { most: Formula[] };
export type Explanation = {
  subject: Subject;
  title: Text;
  result: Quantity;
  formula: Formula;
  terms: (Quantity & { figure?: string; provenance?: Provenance; assumed?: "default" | "lever"; explain?: Subject })[];
  note: Text;
};
/** A figure of the scenario: src/results/figures.rs. */
export type FigureEntry = {
  path: string;
  part: "plan" | "source" | "measure" | "uncertainty";
  of: Text;
  name: Text;
  unit: Text;
  /** As files write it beside this figure; none where they do not. */
  written_unit?: Text;
  /** The path of the figure from whose unit this one's follows. */
  unit_of?: string;
  share: boolean;
  whole: boolean;
  may_vary: boolean;
  low: number;
  mode: number;
  high: number;
  provenance?: Provenance;
  /** None where no file has it, so that the default holds. */
  place?: Diagnostic["place"];
  least?: number;
  above: boolean;
  most?: number;
};
export type Provenance = { grade?: string | null; text: Text };

export type PollutantResults = {
  /** With a target only, like schedule, status and gap. */
  target_t?: number;
  schedule_t?: number[];
  reduction_t: number[];
  opening_t: number[];
  offset_t: number[];
  emission_t_per_year: number[];
  no_action_t_per_year: number[];
  status?: Standing;
  gap_t?: number;
  /** By measure, at the month judged. */
  attribution_t?: Record<string, number>;
  uncounted_t?: Record<string, number>;
  /** By source id; when asked for. */
  by_source_t_per_year?: Record<string, number[]>;
  /** Of every month, by measure id; when asked for. */
  attribution_by_month_t?: Record<string, number[]>;
};

/** Quantiles by month, t, and chances. */
export type Bands = {
  p5: number[]; p10: number[]; p25: number[]; p50: number[]; p75: number[]; p90: number[]; p95: number[];
  /** By December; empty without a target. */
  on_schedule: Record<string, number>;
  /** What is missing at the end, on average, in the draws that miss. */
  shortfall_t?: number;
};
export type Uncertainty = { draws: number; seed: number; pollutants: Record<Pollutant, Bands>; all_on_schedule: number };

export type Results = {
  scenario: string;
  months: string[];
  at: string;
  pollutants: Record<Pollutant, PollutantResults>;
  /** Whether projects that the ledger has as planned or underway are among what counts at `at`. */
  counts_unfinished: boolean;
  cost: Costs;
  /** About the input. */
  warnings: Text[];
  /** When the run was sampled. */
  uncertainty?: Uncertainty;
};

export type Costs = {
  capital_cny: number;
  annualised_cny: number;
  /** Pollution equivalents (污染当量数) a year of the tonnes that have a cost. */
  equivalents: number;
  cny_per_equivalent?: number;
  full_year: FullYear;
  by_measure: Record<string, {
    capital_cny: number;
    operating_cny_per_year: number;
    annualised_cny: number;
    cny_per_t: Partial<Record<Pollutant, number>>;
    equivalents: number;
    cny_per_equivalent?: number;
    full_year: FullYear;
  }>;
  /** By year of completion, for example "2024". */
  by_year: Record<string, { capital_cny: number; projects: number }>;
};

/** A year with every project in full operation, at the activity of the plan's last month, and what it costs. */
export type FullYear = {
  /** Tonnes a year, counted or not; pollutants that are cut only. */
  t_per_year: Partial<Record<Pollutant, number>>;
  equivalents: number;
  cny_per_t: Partial<Record<Pollutant, number>>;
  cny_per_equivalent?: number;
};

export type By = "measure" | "project" | "district" | "source" | "item";

/** Tonnes and what they cost. */
export type Share = {
  counted_t: Record<Pollutant, number>;
  uncounted_t: Record<Pollutant, number>;
  /** Pollution equivalents (污染当量数) of both. */
  equivalents: number;
  capital_cny: number;
  annualised_cny: number;
  /** Where there are tonnes. */
  cny_per_t: Partial<Record<Pollutant, number>>;
  cny_per_equivalent?: number;
  full_year: FullYear;
};

export type ContributionRow = Share & {
  /** null: what has no district or item; by source, what measures cost that cut nowhere. */
  id: string | null;
  name: Text;
  /** By project only. */
  project?: { measure: string; district?: string; district_name?: Text; status: "planned" | "underway" | "complete"; completion: string; line: number };
};

/** Ranked by pollution equivalents; the row without id is last. */
export type Contributions = { scenario: string; at: string; by: By; rows: ContributionRow[]; total: Share };

export type Overlaps = {
  scenario: string;
  at: string;
  /** In file order. */
  measures: {
    id: string;
    name: Text;
    counts: boolean;
    /** The fair share, as in attribution_t or uncounted_t. */
    fair_t: Record<Pollutant, number>;
    alone_t: Record<Pollutant, number>;
    leave_one_out_t: Record<Pollutant, number>;
  }[];
  /** Tonnes claimed by both, largest first; negative where two cut more together than each alone. */
  pairs: { one: string; other: string; overlap_t: Record<Pollutant, number> }[];
};

export type ChangeKind = "added" | "dropped" | "delayed" | "brought-forward" | "re-estimated" | "affected" | "same";

/** Tonnes; the difference is there less here. */
export type Difference = {
  here_t: Record<Pollutant, number>;
  there_t: Record<Pollutant, number>;
  difference_t: Record<Pollutant, number>;
};

export type Sides<T> = { here: T; there: T };

export type Comparison = {
  at: string;
  here: { id: string; name: Text };
  there: { id: string; name: Text };
  /** Opening, offset and all measures (or all projects) add up to it. */
  reduction: Difference;
  opening: Difference;
  /** 0 or less. */
  offset: Difference;
  gap_t: Partial<Record<Pollutant, Sides<number | null>>>;
  capital_cny: Sides<number>;
  annualised_cny: Sides<number>;
  /** The largest difference first. Its own tonnes are those that count. */
  measures: (Difference & {
    id: string;
    name: Text;
    kind: ChangeKind;
    uncounted: Difference;
    capital_cny: Sides<number>;
    annualised_cny: Sides<number>;
  })[];
  /** Those that are not the same. */
  projects: (Difference & {
    id: string;
    name: Text;
    measure: string;
    kind: ChangeKind;
    uncounted: Difference;
    completion: Sides<string | null>;
    delay_months: Sides<number>;
  })[];
};

/** What the ledger doctor found. */
export type LedgerFinding = {
  code: string;
  severity: "error" | "warning";
  measure?: string;
  /** A row of totals has an empty project. */
  rows: { project: string; file: string; line: number; at_stake_t: Partial<Record<Pollutant, number>> }[];
  message: Text;
  hint: Text;
  /** Tonnes a year in full operation. */
  at_stake_t: Partial<Record<Pollutant, number>>;
};

/** An uncertain figure; of a share, low, mode and high are 0 to 1. */
export type FigureOutline = {
  id: string;
  name: Text;
  unit: Text;
  share: boolean;
  low: number;
  mode: number;
  high: number;
  provenance?: Provenance | null;
};

/** Widest first. */
export type Tornado = {
  scenario: string;
  pollutant: Pollutant;
  at: string;
  central_t: number;
  rows: (FigureOutline & { low_t: number; high_t: number })[];
};

/** Shares of the variance, largest first. */
export type TotalEffects = {
  scenario: string;
  pollutant: Pollutant;
  at: string;
  samples: number;
  seed: number;
  runs: number;
  mean_t: number;
  standard_deviation_t: number;
  groups: { group: "delays" | "delivery" | "factors" | "activity"; total_effect: number; standard_error: number }[];
  figures: { figures: FigureOutline[]; total_effect: number; standard_error: number }[];
};

/** Of missing any target, and that of each pollutant with one. */
export type Chances = { any: number } & Partial<Record<Pollutant, number>>;

export type RiskyProject = {
  id: string;
  name: string;
  measure: string;
  district?: string | null;
  district_name?: Text | null;
  status: "planned" | "underway" | "complete";
  completion: string;
  missing_on_time: Chances;
  gain: number;
  standard_error: number;
  gain_t: Partial<Record<Pollutant, number>>;
};

export type Riskiest = {
  scenario: string;
  at: string;
  draws: number;
  seed: number;
  ranked_by: "any" | Pollutant;
  missing: Chances;
  projects: RiskyProject[];
};

export type LeverState = { scale: number; delay_months: number; enabled: boolean; effectiveness: number };

export type MeasureOutline = {
  id: string;
  name: Text;
  work_plan_item?: number | null;
  air: boolean;
  pollutants: Pollutant[];
  counts: boolean;
  projects: number;
  complete: number;
  /** Where the scenario's own levers put it. */
  lever: LeverState;
  effectiveness: number;
  provenance?: Provenance | null;
  /** What its quantities are counted in. */
  basis_unit: Text;
};

export type Outline = {
  id: string;
  name: Text;
  description: Text;
  illustrative: boolean;
  months: string[];
  /** By pollutant, in order. */
  openings: Record<Pollutant, { month: string; reduction_t: number; estimate: boolean; provenance?: Provenance | null }[]>;
  inventory_year: number;
  credit: "months" | "capacity";
  projects: number;
  /** Those the ledger may name, or those it names. */
  districts: Text[];
  targets: Partial<Record<Pollutant, { reduction_t: number; estimate: boolean; provenance?: Provenance | null }>>;
  sources: { id: string; name: Text; sector: string; estimate: boolean }[];
  measures: MeasureOutline[];
};

export type LeverInput = { measure: string; scale?: number; delay_months?: number; enabled?: boolean; effectiveness?: number };

export type Diagnostic = {
  severity: "error" | "warning";
  code: string;
  /** `fileName`, `keyName`: what the page calls file and column. */
  place: { file: string; line?: number; key?: string; cell?: string; fileName?: Text; keyName?: Text };
  message: Text;
  hint?: Text;
};

/** In css pixels from the canvas's top left corner. */
/** What some charts are drawn from beside a run. */
export type Beside = { districts?: Contributions; tornado?: Tornado };

export type Area = { left: number; top: number; right: number; bottom: number };
export type View = { pollutant: Pollutant; lang: "zh" | "en"; theme: "light" | "dark"; at: string; scale: number; reference?: Results } & Beside;
export type DrawChart = (canvas: HTMLCanvasElement, chart: string, outline: Outline, results: Results, view: View) => Area;

/** What a tab shows: the newest run and how to show it. */
export type TabView = {
  lang: "zh" | "en";
  theme: "light" | "dark";
  outline: Outline;
  results: Results;
  /** The scenario as loaded, when levers have moved. */
  reference: Results | undefined;
  pollutant: Pollutant;
  levers: LeverInput[];
};

/** What a tab may use. */
export type TabContext = {
  store: import("./state.js").Store;
  scenarios: ReturnType<typeof import("./scenarios.js").createScenarios>;
  messages: ReturnType<typeof import("./messages.js").createMessages>;
  /** Calls the engine's `method` in the worker. One that a newer call of the same method replaces resolves with `undefined`. */
  ask(method: string, ...args: unknown[]): Promise<any>;
  /** As `ask`, every call answered: for parts of shared work. */
  call(method: string, ...args: unknown[]): Promise<any>;
  /** Shares long work out among all workers: see crew.js. */
  share(method: string, args: unknown[], total: number, how: { part: number; signal: AbortSignal; progress?(done: number): void }): Promise<any[] | undefined>;
  /** What draws say, run by all workers; `undefined` when another scenario was loaded meanwhile, or `signal` said so. */
  uncertainty(levers: unknown[], seed: number, draws: number, how: { part: number; signal: AbortSignal; progress?(done: number): void }): Promise<Uncertainty | undefined>;
  /** Tells that something could not be shown. */
  failed(error: unknown): void;
  /** Resolves once `chart` can be drawn. */
  ready(chart: string): Promise<void>;
  draw: DrawChart;
  /** The SVG text of a chart that travels alone, its words as words. */
  svg(chart: string, outline: Outline, results: Results, picture: object): Promise<string>;
  /** Saves a chart as a picture: opens the dialog, where there is one. `drawn`: what it is drawn from beside the view; `shown`: a PNG of it as it is shown. */
  picture(what: { chart: string; name: string; view: TabView; drawn?: import("./figure.js").Drawn; format?: "png" | "svg"; shown?: () => Promise<Blob | null> }): void;
  /** Keeps the figures of a chart as a file. */
  data(view: TabView, format: "csv" | "json", figure: import("./data.js").Figured & { what: string }): void;
  /** The engine's. */
  version(): string;
  /** Shows what importing a ledger from `file` would do. */
  importLedger(...files: { name: string; bytes: Uint8Array }[]): Promise<void>;
  /** Puts `text` on the clipboard and says so. */
  copy(text: string, note: import("./text.js").Word): void;
  /** Address of the figure that the tab of sources is to show next. */
  wanted?: string;
  /** Ids of the projects that the ledger's filters hide. */
  unlisted?: () => string[];
  /** Shows a figure in the tab of sources. */
  showFigure(path: string): void;
};

/** How a picture is to look. */
export type PictureLook = {
  chart: string;
  pollutant: Pollutant;
  lang: "zh" | "en";
  theme: "light" | "dark";
  /** CSS pixels. */
  width: number;
  height: number;
  format: "svg" | "png";
  /** Pixels of a PNG to a CSS pixel. */
  scale: number;
  /** Whether the files of an own scenario travel in it. */
  carry: boolean;
};

/** What a picture says it was drawn from. */
export type PictureRecord = {
  jianpai: number;
  version: string;
  scenario: { id: string; name: Text; file: string; own: boolean; illustrative: boolean; hashes: Record<string, string>; files?: string };
  levers: LeverInput[];
  picture: { chart?: string; pollutant?: string; lang?: string; theme?: string; width?: number; height?: number };
  at: string;
  results: string;
  chances?: { draws: number; seed: number; all: number; hash: string };
  figures: Record<string, { counted_t: number; at_the_end_t: number; due_t?: number; target_t?: number }>;
  missing?: string;
  drawing: string;
};

export type ExportGroup = "pictures" | "slides" | "data" | "text" | "scenario";

/** What a form of export may use. */
export type ExportContext = TabContext & {
  /** What is on the page, in the language chosen for the file. */
  view: TabView;
  /** What the form's choices are set to, by id. */
  chosen: Record<string, string>;
  /** How far it is, 0 to 1; until told, that it works. */
  progress(done: number): void;
};

/** A form of export, in a module of exports/. */
export type ExportForm = {
  id: string;
  group: ExportGroup;
  title: Text;
  /** One line. */
  note: Text;
  /** What its button says, if not "Download". */
  action?: Text;
  choices?: { id: string; title: Text; options: { value: string; title: Text }[] }[];
  /** The file; `undefined` when there is none to save. What it throws is told in place, so its message is for the reader. */
  make(context: ExportContext): Promise<{ name: string; blob: Blob } | undefined>;
};

export type Tab = {
  /** Called with every change while in view, and when it comes into view. */
  update(view: TabView): void;
  /** It goes out of view: stop what takes long. */
  hide?(): void;
};

/** What a column of a sheet is taken for; `shift`: its figures times ten to the power of it. */
/** `unit` of quantities; empty for that of each measure. */
export type ColumnUse = { column: string; shift: number; unit: string };
/** How a workbook is to be understood. */
export type ImportSettings = {
  sheet: number | null;
  layout: { first: number; last: number; columns: (ColumnUse | null)[] } | null;
  /** Column, value as written, what it means (empty: as written). */
  values: Record<string, Record<string, string>>;
  /** What all rows have in a column that the sheet lacks. */
  fixed: Record<string, string>;
  /** Values, by column, of which no row is taken. */
  unwanted: Record<string, string[]>;
  /** No row is taken that the spreadsheet hides. */
  without_hidden: boolean;
  /** Rows of the sheet, from 1, that are not taken: the engine refused them. */
  refused: number[];
};
export type ImportProblem = {
  severity: "error" | "warning";
  code: string;
  file: string;
  sheet: string;
  cell: string;
  row: number;
  column: number | null;
  heading: string;
  message: Text;
  hint?: Text;
};
/** A ledger that has been read from a workbook. */
export type LedgerImport = {
  settings: ImportSettings;
  /** Empty for a text. */
  sheet: string;
  columns: { letters: string; heading: string; unit: string; samples: string[] }[];
  good: number;
  bad: number;
  errors: number;
  warnings: number;
  problems: ImportProblem[];
  left_out: { row: number; text: string; reason: "total" | "heading" | "remark" | "hidden" | "unwanted" | "refused" }[];
  /** Projects in hidden rows, taken or not. */
  hidden: number;
  /** Rows that can be taken whose project the scenario's ledger has: by its id, or by name and district. */
  present: number;
  /** Settled or not. */
  unknown: { column: string; value: string; rows: number; suggestion: string | null }[];
  preview: { row: number; cells: Record<string, string>; bad: boolean }[];
};
