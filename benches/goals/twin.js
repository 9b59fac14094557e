// The same work in plain JavaScript on typed arrays, as a careful programmer would write it without WebAssembly: what
// the engine's speed is measured against. Equations: docs/model.md. Not part of the product.

const FIVE = 5;
const SHARES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** The standard normal quantile (Acklam's rational approximation, error below 1.2e-9). @param {number} p */
function normalQuantile(p) {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return (
      (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783) /
      ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r - 3.066479806614716e1) * r + 2.506628277459239) * q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r - 1.328068155288572e1) * r + 1)
  );
}

/** The standard normal distribution (Zelen and Severo's polynomial, error below 7.5e-8). @param {number} x */
function normalCdf(x) {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = 0.3989422804014327 * Math.exp(-0.5 * x * x) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/** @param {number} low @param {number} mode @param {number} high @param {number} p */
function triangular(low, mode, high, p) {
  const width = high - low;
  return p * width < mode - low ? low + Math.sqrt(p * width * (mode - low)) : high - Math.sqrt((1 - p) * width * (high - mode));
}

/** @param {any} model as `goals --model` prints it */
export function createTwin(model) {
  const { months } = model;
  const measures = model.measures.length;
  const figures = Float64Array.from(model.figures, (/** @type {number[]} */ f) => f[1]);
  const modes = figures.slice();
  const uncertain = model.figures.flatMap((/** @type {number[]} */ [low, , high], /** @type {number} */ i) => (low < high ? [i] : []));
  const growth = new Float64Array(model.sources.length * months);
  const drawnGrowth = model.sources.map((/** @type {any} */ s) => model.figures[s.growth][0] < model.figures[s.growth][2]);
  const opening = new Float64Array(FIVE * months);
  const cut = new Float64Array(FIVE * months);
  const reduction = new Float64Array(FIVE * months);

  // Curves: what a measure's projects by quantity, or by tonnes declared of a pollutant, have in service.
  /** @type {Map<string, number>} */
  const curveOf = new Map();
  const curve = (/** @type {string} */ key) => curveOf.get(key) ?? (curveOf.set(key, curveOf.size), curveOf.size - 1);
  /** @type {number[][]} project, curve, weight */
  const entries = [];
  model.projects.forEach((/** @type {any} */ project, /** @type {number} */ k) => {
    if (project.declared) project.declared.forEach((/** @type {number | null} */ t, /** @type {number} */ p) => t && entries.push([k, curve(`${project.measure} ${p}`), t]));
    else entries.push([k, curve(`${project.measure}`), project.quantity / model.measures[project.measure].basis_total]);
  });
  const entryProject = Int32Array.from(entries, (e) => e[0]);
  const entryCurve = Int32Array.from(entries, (e) => e[1]);
  const entryWeight = Float64Array.from(entries, (e) => e[2]);
  const steps = new Float64Array(curveOf.size * (months + 2));
  const service = new Float64Array(curveOf.size * months);
  const completion = Float64Array.from(model.projects, (/** @type {any} */ p) => p.completion);
  const ramp = Float64Array.from(model.projects, (/** @type {any} */ p) => p.ramp);
  const projectMeasure = Int32Array.from(model.projects, (/** @type {any} */ p) => p.measure);
  const status = Int32Array.from(model.projects, (/** @type {any} */ p) => p.status);
  const start = new Float64Array(model.projects.length);

  // Pairs, what acts on them, and the rows of coverage that they read: one a measure and pollutant.
  const rows = measures * FIVE;
  const raw = new Float64Array(rows * months);
  const phi = new Float64Array(rows * months);
  const usedRow = new Uint8Array(rows);
  const pairs = model.pairs.map((/** @type {any} */ pair) => {
    const touches = model.measures.flatMap((/** @type {any} */ m, /** @type {number} */ i) => {
      const effects = m.effects.filter((/** @type {any} */ e) => e.source === pair.source && e.pollutants.includes(pair.pollutant));
      return effects.length ? [{ measure: i, group: m.group, counts: m.counts, row: i * FIVE + pair.pollutant, effects }] : [];
    });
    touches.sort((/** @type {any} */ a, /** @type {any} */ b) => a.group - b.group);
    for (const touch of touches) usedRow[touch.row] = 1;
    /** @type {any[][]} */
    const groups = [];
    for (const touch of touches) {
      if (groups.at(-1)?.[0].group === touch.group) groups.at(-1)?.push(touch);
      else groups.push([touch]);
    }
    const counted = touches.some((/** @type {any} */ t) => t.counts);
    const uncounted = touches.some((/** @type {any} */ t) => !t.counts);
    const does = (/** @type {string[]} */ kinds) => touches.some((/** @type {any} */ t) => t.effects.some((/** @type {any} */ e) => kinds.includes(e.kind)));
    // Terms that nothing tells apart are one: which of the three b they read.
    const [captures, removes] = [does(["capture"]), does(["removal", "add"])];
    const form = captures && removes ? [0, 1, 2] : captures || removes ? [0, 1] : [0];
    return { ...pair, touches, groups, counted, uncounted, captures, removes, form, constants: new Float64Array(3) };
  });
  for (const touch of pairs.flatMap((/** @type {any} */ pair) => pair.touches)) touch.b = new Float64Array(3);
  /** @type {number[][]} measures that exclude each other */
  const exclusive = [];
  for (let g = 0; g < measures; g++) {
    const members = model.measures.flatMap((/** @type {any} */ m, /** @type {number} */ i) => (m.group === g ? [i] : []));
    if (members.length > 1) exclusive.push(members);
  }
  // Measures of a group take facilities from each other, whichever of them acts on the pollutant.
  for (const members of exclusive) for (let p = 0; p < FIVE; p++) if (members.some((m) => usedRow[m * FIVE + p])) for (const m of members) usedRow[m * FIVE + p] = 1;
  const rowList = Int32Array.from([...usedRow.keys()].filter((row) => usedRow[row]));
  const rowQuantity = Int32Array.from(rowList, (row) => curveOf.get(`${Math.floor(row / FIVE)}`) ?? -1);
  const rowDeclared = Int32Array.from(rowList, (row) => curveOf.get(`${Math.floor(row / FIVE)} ${row % FIVE}`) ?? -1);
  const rowEffectiveness = Int32Array.from(rowList, (row) => model.measures[Math.floor(row / FIVE)].effectiveness);
  const potential = new Float64Array(rows);
  const offsets = model.offset.map((/** @type {number[]} */ row) => Float64Array.from(row));
  const sum = new Float64Array(months);
  const product = new Float64Array(months);
  const covered = new Float64Array(months);
  const scale = new Float64Array(measures);
  const delay = new Float64Array(measures);

  function setGrowth(/** @type {number} */ s) {
    const step = (1 + figures[model.sources[s].growth]) ** (1 / 12);
    let value = (1 + figures[model.sources[s].growth]) ** (-model.middle / 12);
    for (let i = 0; i < months; i++, value *= step) growth[s * months + i] = value;
  }

  function setOpenings() {
    model.openings.forEach((/** @type {any[]} */ points, /** @type {number} */ p) => {
      let from = -1;
      let tonnes = 0;
      for (const { month, figure } of points) {
        for (let i = from + 1; i <= month; i++) opening[p * months + i] = tonnes + ((figures[figure] - tonnes) * (i - from)) / (month - from);
        from = month;
        tonnes = figures[figure];
      }
      opening.fill(tonnes, p * months + from + 1, (p + 1) * months);
    });
  }

  function setCoefficients() {
    potential.fill(0);
    for (const pair of pairs) {
      const load = (figures[model.sources[pair.source].activity] * figures[pair.generation] * figures[pair.delivery]) / 1000;
      const x = 1 - figures[pair.capture];
      const y = 1 - figures[pair.removal];
      const [c0, c1, c2] = [load * x, load * y, -load * x * y];
      const { constants, captures, removes } = pair;
      constants[0] = captures ? (removes ? c0 : c0 + c2) : removes ? c0 : c0 + c1 + c2;
      constants[1] = captures && removes ? c1 : captures ? c1 : c1 + c2;
      constants[2] = c2;
      for (const touch of pair.touches) {
        let z = 1;
        let xm = 1;
        let ym = 1;
        for (const { kind, figure } of touch.effects) {
          const value = figures[figure];
          if (kind === "reduce") z *= 1 - value;
          else if (kind === "add") ym *= 1 - value;
          else if (kind === "capture") xm *= x > 0 ? (1 - value) / x : 1;
          else ym *= y > 0 ? (1 - value) / y : 1;
        }
        touch.b[0] = 1 - z * xm;
        touch.b[1] = 1 - z * ym;
        touch.b[2] = 1 - z * xm * ym;
        potential[touch.row] += c0 * touch.b[0] + c1 * touch.b[1] + c2 * touch.b[2];
      }
    }
  }

  /** Levers: five numbers a measure, as the engine takes them. True when a figure of an effect moved. */
  function setLevers(/** @type {Float64Array} */ positions) {
    let moved = false;
    for (let m = 0; m < measures; m++) {
      scale[m] = positions[5 * m];
      delay[m] = positions[5 * m + 1];
      const measure = model.measures[m];
      const own = positions[5 * m + 2];
      figures[measure.effectiveness] = own === own ? own : modes[measure.effectiveness];
      let to = positions[5 * m + 3];
      let reduce = positions[5 * m + 4];
      for (const { kind, figure } of measure.effects) {
        let value = modes[figure];
        if (kind === "reduce" && reduce === reduce) (value = reduce), (reduce = NaN);
        else if ((kind === "capture" || kind === "removal") && to === to) (value = to), (to = NaN);
        moved ||= figures[figure] !== value;
        figures[figure] = value;
      }
    }
    return moved;
  }

  /** Coverage from where `start` puts every project; NaN keeps one out. */
  function setCoverage() {
    const N = months;
    const STEPS = steps;
    const SERVICE = service;
    const RAW = raw;
    const PHI = phi;
    const PROJECT = entryProject;
    const CURVE = entryCurve;
    const WEIGHT = entryWeight;
    const RAMP = ramp;
    const START = start;
    const ROWS = rowList;
    STEPS.fill(0);
    for (let e = 0; e < PROJECT.length; e++) {
      const k = PROJECT[e];
      let from = START[k];
      if (from !== from) continue;
      let rise = WEIGHT[e] / RAMP[k];
      const base = CURVE[e] * (N + 2);
      for (let corner = 0; corner < 2; corner++) {
        const first = Math.min(Math.max(Math.floor(from) + 1, 0), N);
        const part = first - from;
        STEPS[base + first] += rise * part;
        STEPS[base + first + 1] += rise * (1 - part);
        from += RAMP[k];
        rise = -rise;
      }
    }
    for (let c = 0; c < curveOf.size; c++) {
      let rise = 0;
      let level = 0;
      for (let i = 0, at = c * N, step = c * (N + 2); i < N; i++) {
        rise += STEPS[step++];
        level += rise;
        SERVICE[at++] = level;
      }
    }
    for (let r = 0; r < ROWS.length; r++) {
      const row = ROWS[r];
      const m = Math.floor(row / FIVE);
      const effectiveness = figures[rowEffectiveness[r]];
      const byQuantity = scale[m];
      const perTonne = potential[row] > 0 ? scale[m] / potential[row] : 0;
      const [quantity, declared] = [rowQuantity[r] * N, rowDeclared[r] * N];
      for (let i = 0, at = row * N; i < N; i++, at++) {
        let planned = quantity < 0 ? 0 : byQuantity * SERVICE[quantity + i];
        if (declared >= 0) planned += perTonne * SERVICE[declared + i];
        RAW[at] = planned;
        PHI[at] = effectiveness * (planned < 1 ? planned : 1);
      }
    }
    for (const members of exclusive) {
      for (let p = 0; p < FIVE; p++) {
        if (!usedRow[members[0] * FIVE + p]) continue;
        for (let i = 0; i < N; i++) {
          let all = 0;
          for (const m of members) all += Math.min(RAW[(m * FIVE + p) * N + i], 1);
          if (all > 1) for (const m of members) PHI[(m * FIVE + p) * N + i] /= all;
        }
      }
    }
  }

  /** Adds `sign` times the terms of `pair` under those measures that count or don't. */
  function addTerms(/** @type {any} */ pair, /** @type {number} */ sign, /** @type {boolean} */ all) {
    const { form, groups, constants } = pair;
    const N = months;
    const SUM = sum;
    const PRODUCT = product;
    const COVERED = covered;
    const PHI = phi;
    for (let term = 0; term < form.length; term++) {
      const constant = sign * constants[term];
      if (groups.length === 1 && groups[0].length === 1) {
        const [touch] = groups[0];
        const cut = all || !touch.counts ? constant * touch.b[term] : 0;
        for (let i = 0, at = touch.row * N; i < N; i++) SUM[i] += constant - cut * PHI[at++];
        continue;
      }
      PRODUCT.fill(constant);
      for (let g = 0; g < groups.length; g++) {
        const group = groups[g];
        if (group.length === 1) {
          const touch = group[0];
          if (!all && touch.counts) continue;
          const b = touch.b[term];
          for (let i = 0, at = touch.row * N; i < N; i++) PRODUCT[i] *= 1 - b * PHI[at++];
        } else {
          COVERED.fill(1);
          for (let t = 0; t < group.length; t++) {
            if (!all && group[t].counts) continue;
            const b = group[t].b[term];
            for (let i = 0, at = group[t].row * N; i < N; i++) COVERED[i] -= b * PHI[at++];
          }
          for (let i = 0; i < N; i++) PRODUCT[i] *= COVERED[i];
        }
      }
      for (let i = 0; i < N; i++) SUM[i] += PRODUCT[i];
    }
  }

  function noAction(/** @type {any} */ pair) {
    let value = 0;
    for (let term = 0; term < pair.form.length; term++) value += pair.constants[term];
    return value;
  }

  function setReduction() {
    const N = months;
    const CUT = cut;
    const GROWTH = growth;
    const SUM = sum;
    const REDUCTION = reduction;
    const OPENING = opening;
    CUT.fill(0);
    for (const pair of pairs) {
      if (!pair.counted) continue;
      SUM.fill(pair.uncounted ? 0 : noAction(pair));
      addTerms(pair, -1, true);
      if (pair.uncounted) addTerms(pair, 1, false);
      for (let i = 0, at = pair.pollutant * N, g = pair.source * N; i < N; i++) CUT[at++] += GROWTH[g++] * SUM[i];
    }
    for (let p = 0; p < FIVE; p++) {
      let year = 0;
      const offset = offsets[p];
      for (let i = 0, at = p * N; i < N; i++, at++) {
        year += CUT[at] - (i < 12 ? 0 : CUT[at - 12]);
        REDUCTION[at] = OPENING[at] - offset[i] + (model.by_months ? year / 12 : CUT[at]);
      }
    }
  }

  function central() {
    for (let k = 0; k < start.length; k++) start[k] = completion[k] + (status[k] === 2 ? 0 : delay[projectMeasure[k]]);
    setCoverage();
    setReduction();
  }

  // Counter-based random numbers on 32 bits: two rounds of a multiplicative hash (lowbias32) of seed, draw and place.
  const hash = (/** @type {number} */ x) => {
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    return (x ^ (x >>> 16)) >>> 0;
  };

  model.sources.forEach((/** @type {any} */ _, /** @type {number} */ s) => setGrowth(s));
  setOpenings();
  setCoefficients();

  const shares = new Float64Array(measures * FIVE);
  const before = new Float64Array(measures);
  const left = new Float64Array(measures);
  const WINDOW = model.by_months ? 12 : 1;

  return {
    /** W1: levers in, reductions out. @param {Float64Array} positions */
    reductions(positions) {
      if (setLevers(positions)) setCoefficients();
      central();
      return reduction;
    },

    /** W3: W1, then exact shares of the last month, by Gauss-Legendre quadrature. @param {Float64Array} positions */
    shares(positions) {
      if (setLevers(positions)) setCoefficients();
      central();
      shares.fill(0);
      for (const pair of pairs) {
        if (!pair.counted) continue;
        const { nodes, weights } = gauss(Math.ceil(pair.groups.length / 2));
        for (let term = 0; term < pair.form.length; term++) {
          for (let i = Math.max(months - WINDOW, 0); i < months; i++) {
            const value = (growth[pair.source * months + i] * pair.constants[term]) / WINDOW;
            for (let n = 0; n < nodes.length; n++) {
              const { groups } = pair;
              let others = weights[n] * value;
              for (let g = 0; g < groups.length; g++) {
                before[g] = others;
                left[g] = factor(groups[g], term, i, nodes[n]);
                others *= left[g];
              }
              let after = 1;
              for (let g = groups.length - 1; g >= 0; g--) {
                for (let t = 0; t < groups[g].length; t++) {
                  const touch = groups[g][t];
                  if (touch.counts) shares[touch.measure * FIVE + pair.pollutant] += before[g] * after * touch.b[term] * phi[touch.row * months + i];
                }
                after *= left[g];
              }
            }
          }
        }
      }
      return shares;
    },

    /** W2: draws to quantiles and chances. @param {Float64Array} positions @param {number} seed @param {number} draws */
    uncertainty(positions, seed, draws) {
      if (setLevers(positions)) setCoefficients();
      const replaced = figures.slice();
      const sample = new Float64Array(FIVE * months * draws);
      const rho = model.rho;
      const common = new Float64Array(measures);
      for (let n = 0; n < draws; n++) {
        const key = hash(hash(seed) ^ n);
        const uniform = (/** @type {number} */ place) => (hash(key + Math.imul(place, 0x9e3779b9)) + 0.5) / 2 ** 32;
        for (const i of uncertain) {
          if (replaced[i] !== modes[i]) continue;
          const [low, mode, high] = model.figures[i];
          figures[i] = triangular(low, mode, high, uniform(i));
        }
        for (let s = 0; s < drawnGrowth.length; s++) if (drawnGrowth[s]) setGrowth(s);
        setOpenings();
        setCoefficients();
        for (let m = 0; m < measures; m++) common[m] = Math.sqrt(rho) * normalQuantile(uniform(modes.length + m));
        for (let k = 0; k < start.length; k++) {
          const { delay: range, delivered } = model.statuses[status[k]];
          const place = modes.length + measures + 2 * k;
          start[k] = NaN;
          if (delivered < 1 && uniform(place) >= delivered) continue;
          start[k] = completion[k] + (status[k] === 2 ? 0 : delay[projectMeasure[k]]);
          start[k] += range[0] === range[2] ? range[1] : triangular(range[0], range[1], range[2], normalCdf(common[projectMeasure[k]] + Math.sqrt(1 - rho) * normalQuantile(uniform(place + 1))));
        }
        setCoverage();
        setReduction();
        for (let at = 0; at < reduction.length; at++) sample[at * draws + n] = reduction[at];
      }
      figures.set(replaced);
      for (let s = 0; s < drawnGrowth.length; s++) if (drawnGrowth[s]) setGrowth(s);
      setOpenings();
      setCoefficients();
      const quantiles = new Float64Array(FIVE * months * SHARES.length);
      const onSchedule = new Float64Array(FIVE * months);
      for (let at = 0; at < reduction.length; at++) {
        const row = sample.subarray(at * draws, (at + 1) * draws);
        const due = model.schedule[Math.floor(at / months)]?.[at % months];
        if (due !== undefined && at % 12 === 11) onSchedule[at] = row.reduce((count, r) => count + (r >= due ? 1 : 0), 0) / draws;
        row.sort();
        SHARES.forEach((share, s) => {
          const position = share * (draws - 1);
          const below = Math.floor(position);
          quantiles[at * SHARES.length + s] = row[below] + (position - below) * (row[Math.min(below + 1, draws - 1)] - row[below]);
        });
      }
      return { quantiles, onSchedule };
    },
  };

  function factor(/** @type {any[]} */ group, /** @type {number} */ term, /** @type {number} */ i, /** @type {number} */ q) {
    let left = 1;
    for (let t = 0; t < group.length; t++) left -= (group[t].counts ? q : 1) * group[t].b[term] * phi[group[t].row * months + i];
    return left;
  }
}

/** @type {{ nodes: number[], weights: number[] }[]} */
const RULES = [];
/** Gauss-Legendre quadrature on [0, 1]. @param {number} n */
function gauss(n) {
  if (RULES[n]) return RULES[n];
  const nodes = [];
  const weights = [];
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 8; turn++) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes.push((x + 1) / 2);
    weights.push(1 / ((1 - x * x) * slope * slope));
  }
  return (RULES[n] = { nodes, weights });
}
