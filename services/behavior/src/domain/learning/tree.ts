/** A tree as flat lists: of node n, which input is asked (−1: a leaf), up to where it goes left, and what it says. */
export type Tree = {
  readonly input: readonly number[];
  readonly threshold: readonly number[];
  /** The left child; the right one is the next. */
  readonly left: readonly number[];
  /** The value of a leaf; of an inner node, what it would say as a leaf. */
  readonly value: readonly number[];
};

/** Binned rows with the slopes of their loss. */
export type Binned = {
  readonly bins: readonly Uint8Array[];
  readonly edges: readonly (readonly number[])[];
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
  /** The rows that are grown on. */
  readonly rows: Int32Array;
};

export type Growth = {
  readonly depth: number;
  readonly rate: number;
  readonly l2: number;
  readonly leafMin: number;
};

type Split = { gain: number; input: number; bin: number; leftG: number; leftH: number };
type Open = { node: number; g: number; h: number };

/** Above every number that can be told: what lies beyond could not be told. */
const BEYOND = 1e300;
const GAIN_MIN = 1e-9;

/** The slopes of all open nodes by bin of one input: pairs of gradient and curvature. */
const histogramOf = (data: Binned, input: number, slots: Int16Array, openCount: number): Float64Array => {
  const column = data.bins[input]!;
  const width = data.edges[input]!.length + 2;
  const histogram = new Float64Array(openCount * width * 2);
  const { rows, gradient, curvature } = data;
  for (let index = 0; index < rows.length; index += 1) {
    const slot = slots[index]!;
    if (slot < 0) continue;
    const row = rows[index]!;
    const at = (slot * width + column[row]!) * 2;
    histogram[at]! += gradient[row]!;
    histogram[at + 1]! += curvature[row]!;
  }
  return histogram;
};

/** The best split of each open node; null where none gains. */
const bestSplits = (data: Binned, slots: Int16Array, open: readonly Open[], { l2, leafMin }: Growth) => {
  const best: (Split | null)[] = open.map(() => null);
  for (let input = 0; input < data.bins.length; input += 1) {
    const width = data.edges[input]!.length + 2;
    const histogram = histogramOf(data, input, slots, open.length);
    open.forEach(({ g, h }, slot) => {
      let [leftG, leftH] = [0, 0];
      for (let bin = 0; bin < width - 1; bin += 1) {
        const at = (slot * width + bin) * 2;
        leftG += histogram[at]!;
        leftH += histogram[at + 1]!;
        const [rightG, rightH] = [g - leftG, h - leftH];
        if (leftH < leafMin || rightH < leafMin) continue;
        const gain = leftG ** 2 / (leftH + l2) + rightG ** 2 / (rightH + l2) - g ** 2 / (h + l2);
        if (gain > (best[slot]?.gain ?? GAIN_MIN)) best[slot] = { gain, input, bin, leftG, leftH };
      }
    });
  }
  return best;
};

/** Grows one tree level by level; `leafBy` finds the leaf of any row, grown on or not. */
export const growTree = (data: Binned, growth: Growth): { tree: Tree; leafBy: (row: number) => number } => {
  const valueOf = (g: number, h: number) => Number(((-g / (h + growth.l2)) * growth.rate).toPrecision(6));
  const [input, bin, threshold, left, value]: number[][] = [[], [], [], [], []];
  const add = (g: number, h: number): Open => {
    input!.push(-1);
    bin!.push(-1);
    threshold!.push(0);
    left!.push(-1);
    value!.push(valueOf(g, h));
    return { node: input!.length - 1, g, h };
  };
  let [sumG, sumH] = [0, 0];
  for (const row of data.rows) [sumG, sumH] = [sumG + data.gradient[row]!, sumH + data.curvature[row]!];
  let open = [add(sumG, sumH)];
  let slots = new Int16Array(data.rows.length);
  for (let depth = 0; depth < growth.depth && open.length > 0; depth += 1) {
    const splits = bestSplits(data, slots, open, growth);
    const next: Open[] = [];
    const slotOfLeft = splits.map((split, slot) => {
      if (!split) return -1;
      const { node, g, h } = open[slot]!;
      const edges = data.edges[split.input]!;
      input![node] = split.input;
      bin![node] = split.bin;
      threshold![node] = edges[split.bin] ?? BEYOND;
      next.push(add(split.leftG, split.leftH), add(g - split.leftG, h - split.leftH));
      left![node] = next.at(-2)!.node;
      return next.length - 2;
    });
    slots = slots.map((slot, index) => {
      const split = slot < 0 ? null : splits[slot]!;
      if (!split) return -1;
      return slotOfLeft[slot]! + (data.bins[split.input]![data.rows[index]!]! <= split.bin ? 0 : 1);
    });
    open = next;
  }
  const leafBy = (row: number): number => {
    let node = 0;
    while (input![node]! >= 0) node = left![node]! + (data.bins[input![node]!]![row]! <= bin![node]! ? 0 : 1);
    return node;
  };
  return { tree: { input: input!, threshold: threshold!, left: left!, value: value! }, leafBy };
};
