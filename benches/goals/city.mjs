// A made-up city of the size the goals are stated for: 504 projects, 24 measures, 30 sources, 58 pairs of source and
// pollutant, 60 months. Every figure is chance from a fixed seed; nothing in it describes a real place.

const POLLUTANTS = ["nox", "vocs", "cod", "nh3n", "tp"];
const SOURCES = 30;
const PAIRS = 58;
const MEASURES = 24;
const PROJECTS = 504;

/** @param {number} seed @returns {() => number} uniform numbers from 0 to 1 (Marsaglia's xorshift32) */
function dice(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const round = (/** @type {number} */ value) => Number(value.toPrecision(6));
const range = (/** @type {number} */ mode, /** @type {number} */ below = 0.15, /** @type {number} */ above = 0.1) =>
  `{ low = ${round(mode * (1 - below))}, mode = ${round(mode)}, high = ${round(mode * (1 + above))} }`;

/** The scenario's files by name. @returns {{ "city.toml": string, "city-projects.csv": string }} */
export function city() {
  const roll = dice(2_026_112);
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * roll();
  const toml = [
    'format = 1\nid = "city"\nname = { zh = "测速城市", en = "Bench city" }\n',
    '[plan]\nstart = "2021-01"\nend = "2025-12"\ndiscount_rate = 0.05\ncredit = "months"\n',
  ];
  for (const pollutant of POLLUTANTS) {
    toml.push(`[[plan.target]]\npollutant = "${pollutant}"\nreduction_t = 6500\n`);
    toml.push(`[[plan.opening]]\npollutant = "${pollutant}"\nmonth = "2023-06"\nreduction_t = ${range(4000)}\n`);
  }
  toml.push("[inventory]\nyear = 2020\n");

  /** @type {{ source: string, pollutant: string, captured: boolean }[]} */
  const pairs = [];
  for (let s = 0; s < SOURCES; s++) {
    toml.push(`[[source]]\nid = "s${s}"\nname = "s${s}"\nsector = "industry"`);
    toml.push(`activity = { value = ${range(between(1e5, 1e6))}, unit = "t", growth = ${s % 3 ? round(between(-0.03, 0.03)) : range(0.02, 0.5, 0.5)} }`);
    const count = s < PAIRS - SOURCES ? 2 : 1;
    for (let n = 0; n < count; n++) {
      const pollutant = POLLUTANTS[(s + n * 2) % 5];
      const captured = roll() < 0.5;
      pairs.push({ source: `s${s}`, pollutant, captured });
      toml.push(`[source.pathway.${pollutant}]\ngeneration = ${range(between(0.5, 8))}`);
      if (!captured) toml.push(`capture = ${range(between(0.3, 0.7))}`);
      toml.push(`removal = ${range(between(0.1, 0.5))}\ndelivery = ${round(between(0.5, 1))}`);
    }
  }

  /** @type {string[]} */
  const firstPollutant = [];
  for (let m = 0; m < MEASURES; m++) {
    toml.push(`\n[[measure]]\nid = "m${m}"\nname = "m${m}"\nbasis = { unit = "t", total = 1000 }`);
    toml.push(`effectiveness = ${range(0.88, 0.1, 0.08)}\nramp_months = 3\ncost = { capital = 1000, operating = 40, life = 15 }`);
    if (m % 8 === 7) toml.push("counts = false");
    if (m === 4 || m === 5) toml.push('group = "either"');
    for (let e = 0; e < 4; e++) {
      const { source, pollutant, captured } = pairs[(m * 5 + e * 11) % pairs.length];
      if (e === 0) firstPollutant.push(pollutant);
      toml.push(`[[measure.effect]]\nsource = "${source}"\npollutants = ["${pollutant}"]`);
      const kind = (m + e) % 4;
      if (kind === 0) toml.push(`stage = "generation"\nreduce = ${range(between(0.1, 0.6))}`);
      else if (kind === 1) toml.push(`stage = "removal"\nto = ${range(0.8, 0.1, 0.1)}`);
      else if (kind === 2 && !captured) toml.push(`stage = "capture"\nto = ${range(0.92, 0.05, 0.05)}`);
      else toml.push(`stage = "activity"\nreduce = ${range(between(0.1, 0.5))}`);
    }
  }

  toml.push("\n[uncertainty]\ndelay_correlation = 0.3");
  toml.push("[uncertainty.status.planned]\ndelay_months = { low = 0, mode = 2, high = 9 }\ndelivered = 0.85");
  toml.push("[uncertainty.status.underway]\ndelay_months = { low = -1, mode = 1, high = 4 }\ndelivered = 0.95");
  toml.push('[[uncertainty.correlation]]\na = "measure.m0.effect.1"\nb = "measure.m1.effect.1"\nrho = 0.5');
  toml.push('[ledger]\nfile = "city-projects.csv"\nillustrative = true\n');

  const rows = ["id,name,measure,status,completion,quantity," + POLLUTANTS.map((p) => `declared_${p}_t`).join()];
  const statuses = ["planned", "underway", "complete"];
  for (let k = 0; k < PROJECTS; k++) {
    const month = Math.floor(between(0, 58));
    const date = `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    const size = round(between(10, 45));
    // Every sixth measure has its projects declared in tonnes instead of counted in facilities.
    const declares = k % 6 === 5 ? firstPollutant[k % MEASURES] : undefined;
    const sizes = [declares ? "" : size, ...POLLUTANTS.map((p) => (p === declares ? size : ""))];
    rows.push(`p${k},p${k},m${k % MEASURES},${statuses[k % 3]},${date},${sizes.join()}`);
  }
  return { "city.toml": toml.join("\n"), "city-projects.csv": rows.join("\n") + "\n" };
}

/**
 * Lever sets that differ in every measure from one to the next.
 * @param {string[]} measures ids
 */
export function leverSets(measures) {
  const roll = dice(7);
  return Array.from({ length: 64 }, () =>
    measures.map((measure) => ({ measure, scale: round(0.5 + roll()), delay_months: round(12 * roll() - 3), effectiveness: round(0.7 + 0.3 * roll()) })),
  );
}
