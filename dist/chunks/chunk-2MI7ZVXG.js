import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js
var jumps = [
  3639956645,
  3750757012,
  1261568508,
  386426335
];
var XoroShiro128Plus = class XoroShiro128Plus2 {
  constructor(s01, s00, s11, s10) {
    this.s01 = s01;
    this.s00 = s00;
    this.s11 = s11;
    this.s10 = s10;
  }
  clone() {
    return new XoroShiro128Plus2(this.s01, this.s00, this.s11, this.s10);
  }
  next() {
    const out = this.s00 + this.s10 | 0;
    const a0 = this.s10 ^ this.s00;
    const a1 = this.s11 ^ this.s01;
    const s00 = this.s00;
    const s01 = this.s01;
    this.s00 = s00 << 24 ^ s01 >>> 8 ^ a0 ^ a0 << 16;
    this.s01 = s01 << 24 ^ s00 >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
    this.s10 = a1 << 5 ^ a0 >>> 27;
    this.s11 = a0 << 5 ^ a1 >>> 27;
    return out;
  }
  jump() {
    let ns01 = 0;
    let ns00 = 0;
    let ns11 = 0;
    let ns10 = 0;
    let s01 = this.s01;
    let s00 = this.s00;
    let s11 = this.s11;
    let s10 = this.s10;
    for (let i = 0; i !== 4; ++i) {
      const ji = jumps[i];
      for (let mask = 1; mask; mask <<= 1) {
        if (ji & mask) {
          ns01 ^= s01;
          ns00 ^= s00;
          ns11 ^= s11;
          ns10 ^= s10;
        }
        const a0 = s10 ^ s00;
        const a1 = s11 ^ s01;
        const s00_ = s00;
        const s01_ = s01;
        s00 = s00_ << 24 ^ s01_ >>> 8 ^ a0 ^ a0 << 16;
        s01 = s01_ << 24 ^ s00_ >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
        s10 = a1 << 5 ^ a0 >>> 27;
        s11 = a0 << 5 ^ a1 >>> 27;
      }
    }
    this.s01 = ns01;
    this.s00 = ns00;
    this.s11 = ns11;
    this.s10 = ns10;
  }
  getState() {
    return [
      this.s01,
      this.s00,
      this.s11,
      this.s10
    ];
  }
};
function xoroshiro128plusFromState(state) {
  if (!(state.length === 4)) throw new Error("The state must have been produced by a xoroshiro128plus RandomGenerator");
  return new XoroShiro128Plus(state[0], state[1], state[2], state[3]);
}
function xoroshiro128plus(seed) {
  return new XoroShiro128Plus(-1, ~seed, seed | 0, 0);
}

// packages/statistics/src/resampling/resample-stream.ts
function resampleStream(seed, number) {
  let state = finish((seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 668265263));
  state = state ^ finish(Math.imul(number, 2654435769) + 2135587861) | 0;
  const word = () => {
    state = state + 2654435769 | 0;
    return finish(state);
  };
  return xoroshiro128plusFromState([word(), word(), word(), word()]);
}
function finish(value) {
  let bits = value | 0;
  bits = Math.imul(bits ^ bits >>> 16, 2246822507);
  bits = Math.imul(bits ^ bits >>> 13, 3266489909);
  return bits ^ bits >>> 16;
}
function uniform(stream) {
  const high = stream.next() >>> 5;
  const low = stream.next() >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}
function uniformBelow(stream, count) {
  const width = Math.floor(2 ** 32 / count);
  for (; ; ) {
    const index = Math.floor((stream.next() >>> 0) / width);
    if (index < count) return index;
  }
}

// packages/statistics/src/resampling/poisson-table.ts
var undecided = 128;
var cumulative = (() => {
  const chances = [];
  let term = 0.36787944117144233;
  let sum = term;
  for (let k = 1; sum < 1 && k < 20; k++) {
    chances.push(sum);
    term /= k;
    sum += term;
  }
  return [...chances, 1];
})();
function countOf(chance) {
  return cumulative.findIndex((bound) => chance < bound);
}
var boundaries = Array.from({ length: 1024 }, (_, entry) => entry).filter(
  (entry) => cumulative.some((bound) => bound > entry / 1024 && bound < (entry + 1) / 1024)
);
var poissonTable = Uint8Array.from({ length: 1024 }, (_, entry) => {
  const boundary = boundaries.indexOf(entry);
  return boundary < 0 ? countOf(entry / 1024) : undecided + boundary;
});
function decide(found, stream) {
  let count = found - undecided;
  const chance = (boundaries[count] + uniform(stream)) / 1024;
  while (chance >= cumulative[count]) count++;
  return count;
}

// packages/statistics/src/resampling/resample-kernel-code.ts
var kernelCode = "AGFzbQEAAAABJARgBH9/f38AYAd/f39/f39/AX9gBn9/f39/fwBgBX9/f39/AAMGBQABAAIDBQMBAAAHSwYLZHJhd1BvaXNzb24AAQlhZGRWYWx1ZXMABApjb3VudENlbGxzAAMLd2Fsa1JhbmtpbmcAAAljb3VudFRpZXMAAgZtZW1vcnkCAAqHGAW/BQIEfwh7IANBAEHAAfwLAANAIAAgBUsEQCAAIAVBgAJqIgQgACAESRshBv0MAAAAAAAAAAAAAAAAAAAAACEM/QwAAAAAAAAAAAAAAAAAAAAAIQ/9DAAAAAAAAAAAAAAAAAAAAAAhDf0MAAAAAAAAAAAAAAAAAAAAACEOIAUhBANAIAQgBkkEQCAMIAIgASAEQQJ0aigCACIHQXxxQQF0av0CAAAiCUEAIAdBAXFr/RD9TiIIIA79vgH9rgEhDCAPIAggDv2/Af2uASEPIA0gCP2OASENIA4gCSAI/ZEB/Y4BIQ4gBEEBaiEEDAELCyADIAP9AAQAIAz9/wEgDf2pASIL/f8BIgkgA/0ABIABIgj98gH98AH98AH9CwQAIAMgA/0ABEAgCf3wAf0LBEAgAyAIIA79qQEiCv3/Af3wAf0LBIABIAMgA/0ABBAgDCAM/Q0ICQoLDA0ODwgJCgsMDQ4P/f8BIAsgC/0NCAkKCwwNDg8ICQoLDA0OD/3/ASIJIANBEGr9AASAASII/fIB/fAB/fAB/QsEECADIAP9AARQIAn98AH9CwRQIAMgCCAKIAr9DQgJCgsMDQ4PCAkKCwwNDg/9/wH98AH9CwSQASADIAP9AAQgIA/9/wEgDf2qASIL/f8BIgkgA0Egav0ABIABIgj98gH98AH98AH9CwQgIAMgA/0ABGAgCf3wAf0LBGAgAyAIIA79qgEiCv3/Af3wAf0LBKABIAMgA/0ABDAgDyAP/Q0ICQoLDA0ODwgJCgsMDQ4P/f8BIAsgC/0NCAkKCwwNDg8ICQoLDA0OD/3/ASIJIANBMGr9AASAASII/fIB/fAB/fAB/QsEMCADIAP9AARwIAn98AH9CwRwIAMgCCAKIAr9DQgJCgsMDQ4PCAkKCwwNDg/9/wH98AH9CwSwASAFQYACaiEFDAELCwvRCQIaewN/IAIuAQD9ECEgIAIuAQL9ECEfIAIuAQT9ECEeIAIuAQb9ECEdIAIuAQj9ECEcIAIuAQr9ECEbIAH9AAQAIRogAf0ABBAhGSAB/QAEICEYIAH9AAQwIRcgAf0ABEAhFiAB/QAEUCEVIAH9AARgIRQgAf0ABHAhEyAEIQIDQCAjQQJqIABJBEAgGiAW/c4BIBkgFf3OAf0NAAECAwgJCgsQERITGBkaGyENIBggFP3OASAXIBP9zgH9DQABAgMICQoLEBESExgZGhshDCAaQRj9ywEgGkEo/c0B/VAgGiAW/VEiCyALQRD9ywH9Uf1RIRogGUEY/csBIBlBKP3NAf1QIBkgFf1RIgogCkEQ/csB/VH9USEZIBhBGP3LASAYQSj9zQH9UCAYIBT9USIJIAlBEP3LAf1R/VEhGCAXQRj9ywEgF0Eo/c0B/VAgFyAT/VEiCCAIQRD9ywH9Uf1RIRcgC0El/csBIAtBG/3NAf1QIRYgCkEl/csBIApBG/3NAf1QIRUgCUEl/csBIAlBG/3NAf1QIRQgCEEl/csBIAhBG/3NAf1QIRMgAyAjQQN0aiIhIA1BFv2tASAMQRb9rQH9hQEiCCAg/S0gCCAf/S39UCAIIB79Lf1QIAggHf0tIAggHP0t/VAgCCAb/S39UP1QIg/9DIAAgACAAIAAgACAAIAAgAD9TiAIICD9MSAIIB/9Mf2OASAIIB79Mf2OASAIIB39MSAIIBz9Mf2OASAIIBv9Mf2OAf2OAf2RASILIA1BDP2tAf0M/wMAAP8DAAD/AwAA/wMAAP1OIAxBDP2tAf0M/wMAAP8DAAD/AwAA/wMAAP1O/YUBIgggIP0tIAggH/0t/VAgCCAe/S39UCAIIB39LSAIIBz9Lf1QIAggG/0t/VD9UCIO/QyAAIAAgACAAIAAgACAAIAA/U4gCCAg/TEgCCAf/TH9jgEgCCAe/TH9jgEgCCAd/TEgCCAc/TH9jgEgCCAb/TH9jgH9jgH9kQEiCv1m/QsEACAhIA1BAv2tAf0M/wMAAP8DAAD/AwAA/wMAAP1OIAxBAv2tAf0M/wMAAP8DAAD/AwAA/wMAAP1O/YUBIgggIP0tIAggH/0t/VAgCCAe/S39UCAIIB39LSAIIBz9Lf1QIAggG/0t/VD9UCIJ/QyAAIAAgACAAIAAgACAAIAA/U4gCCAg/TEgCCAf/TH9jgEgCCAe/TH9jgEgCCAd/TEgCCAc/TH9jgEgCCAb/TH9jgH9jgH9kQEiCCAI/Wb9WwMQACAHIAsgCv2OASAI/Y4B/Y4BIQcgECALIAr9UCAI/VD9UCEQICIgI00EQCASIAf9qQH9rgEhEiARIAf9qgH9rgEhESAjQaACaiEi/QwAAAAAAAAAAAAAAAAAAAAAIQcLIA8gDv1QIAn9UP1TBEAgAiAjNgIAIAIgD/2EASAO/YQBQQh0ciAJ/YQBQRB0cjYCBCACQQhqIQILICNBA2ohIwwBCwsgASAa/QsEACABIBn9CwQQIAEgGP0LBCAgASAX/QsEMCABIBb9CwRAIAEgFf0LBFAgASAU/QsEYCABIBP9CwRwIAUgEiAH/akB/a4B/QsEACAFIBEgB/2qAf2uAf0LBBAgBiAQ/QsEACACIARrQQN2C6QDAgZ7An8gA0EAQcAA/AsAA0AgACALSwRAIAQgAiABIAtBAnRqKAIAIgpBfHFBAXRq/QIAACIFQQAgCkEBcWv9EP1OIgb9qQH9rgEhBCAJIAb9qgH9rgEhCSAIIAUgBv2RASIF/akB/a4BIQggByAF/aoB/a4BIQcgCkECcQRAIAMgA/0ABAAgBP3/ASAI/f8B/fIB/fAB/QsEACADQRBqIAP9AAQQIAQgBP0NCAkKCwwNDg8ICQoLDA0OD/3/ASAIIAj9DQgJCgsMDQ4PCAkKCwwNDg/9/wH98gH98AH9CwQAIANBIGogA/0ABCAgCf3/ASAH/f8B/fIB/fAB/QsEACADQTBqIAP9AAQwIAkgCf0NCAkKCwwNDg8ICQoLDA0OD/3/ASAHIAf9DQgJCgsMDQ4PCAkKCwwNDg/9/wH98gH98AH9CwQA/QwAAAAAAAAAAAAAAAAAAAAAIQn9DAAAAAAAAAAAAAAAAAAAAAAhCP0MAAAAAAAAAAAAAAAAAAAAACEH/QwAAAAAAAAAAAAAAAAAAAAAIQQLIAtBAWohCwwBCwsL6AECBH8BeyAFQQAgA0EFdPwLAANAIAAgB0sEQCAAIAdBgAJqIgYgACAGSRshCSAHIQYDQCAGIAlJBEAgBCACIAZqLQAAQQR0aiIIIAj9AAQAIAEgBkEDdGr9AgAA/Y4B/QsEACAGQQFqIQYMAQsLQQAhBgNAIAMgBksEQCAFIAZBBXRqIgkgCf0ABAAgBCAGQQR0aiII/QAEACIK/akB/a4B/QsEACAJIAn9AAQQIAr9qgH9rgH9CwQQIAj9DAAAAAAAAAAAAAAAAAAAAAD9CwQAIAZBAWohBgwBCwsgB0GAAmohBwwBCwsL4AMCB3sCfwNAIAAgDEsEQCAMQQN0Ig0gAmr9CgMAIQkgBSABIA1q/QIAACIK/akBIgv9/gEgCf3yAf3wASEFIAYgCyAL/Q0ICQoLDA0ODwgJCgsMDQ4P/f4BIAn98gH98AEhBiAHIAr9qgEiCv3+ASAJ/fIB/fABIQcgCCAKIAr9DQgJCgsMDQ4PCAkKCwwNDg/9/gEgCf3yAf3wASEIIAxBAmohDAwBCwsgAyAF/QsEACADIAb9CwQQIAMgB/0LBCAgAyAI/QsEMP0MAAAAAAAAAAAAAAAAAAAAACEF/QwAAAAAAAAAAAAAAAAAAAAAIQb9DAAAAAAAAAAAAAAAAAAAAAAhB/0MAAAAAAAAAAAAAAAAAAAAACEIQQEhAwNAIAAgA0sEQCACIANBA3QiDGr9CgMAIQkgBSABIAxq/QIAACIK/akBIgv9/gEgCf3yAf3wASEFIAYgCyAL/Q0ICQoLDA0ODwgJCgsMDQ4P/f4BIAn98gH98AEhBiAHIAr9qgEiCv3+ASAJ/fIB/fABIQcgCCAKIAr9DQgJCgsMDQ4PCAkKCwwNDg/9/gEgCf3yAf3wASEIIANBAmohAwwBCwsgBCAF/QsEACAEIAb9CwQQIAQgB/0LBCAgBCAI/QsEMAs=";

// packages/statistics/src/resampling/resample-kernel.ts
var lanes = 8;
var KernelFull = class extends Error {
  name = "KernelFull";
};
var pageBytes = 65536;
var mostBytes = 2 ** 32 - pageBytes;
function openKernel() {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelCode, "base64"));
  const { exports } = new WebAssembly.Instance(compiled);
  const { memory, ...functions } = exports;
  let taken = 0;
  const take = (bytes) => {
    const address = taken;
    taken += Math.ceil(bytes / 16) * 16;
    const missing = taken - memory.buffer.byteLength;
    if (missing > 0) grow(memory, taken, missing);
    return address;
  };
  return { ...functions, memory, take };
}
var compiled;
function grow(memory, needed, missing) {
  if (needed > mostBytes) throw new KernelFull(`${needed} bytes are more than 32 bits address.`);
  try {
    memory.grow(Math.ceil(missing / pageBytes));
  } catch (cause) {
    if (cause instanceof RangeError) throw new KernelFull(`the machine does not give ${needed} bytes.`, { cause });
    throw cause;
  }
}

// packages/statistics/src/resampling/resample-rows.ts
function drawMultiplicities(stream, multiplicities, draws = multiplicities.length) {
  settleSum(stream, { counts: multiplicities, step: 1, first: 0 }, drawPoisson(stream, multiplicities), draws);
}
function settleSum(stream, { counts, step, first }, { sum, shift }, draws) {
  const rows = Math.ceil((counts.length - first) / step);
  let drawn = sum;
  for (; drawn < draws; drawn++) {
    const place = first + uniformBelow(stream, rows) * step;
    counts[place] = counts[place] + 1;
  }
  while (drawn > draws) {
    const place = first + uniformBelow(stream, rows) * step;
    const count = counts[place];
    if (stream.next() >>> shift >= count) continue;
    counts[place] = count - 1;
    drawn--;
  }
}
function drawPoisson(stream, counts) {
  let [s01, s00, s11, s10] = stream.getState();
  stream.jump();
  const rows = counts.length;
  let sum = 0;
  let bitsSeen = 0;
  let decidedBits = 0;
  let row = 0;
  const open = [];
  for (; row + 2 < rows; row += 3) {
    const bits = s00 + s10 | 0;
    const low = s10 ^ s00;
    const high = s11 ^ s01;
    const before = s00;
    s00 = s00 << 24 ^ s01 >>> 8 ^ low ^ low << 16;
    s01 = s01 << 24 ^ before >>> 8 ^ high ^ (high << 16 | low >>> 16);
    s10 = high << 5 ^ low >>> 27;
    s11 = low << 5 ^ high >>> 27;
    const a = poissonTable[bits >>> 22];
    const b = poissonTable[bits >>> 12 & 1023];
    const c = poissonTable[bits >>> 2 & 1023];
    counts[row] = a;
    counts[row + 1] = b;
    counts[row + 2] = c;
    bitsSeen |= a | b | c;
    sum += a + b + c;
    if (((a | b | c) & undecided) !== 0) open.push(row);
  }
  for (const first of open) {
    for (let other = first; other < first + 3; other++) {
      const found = counts[other];
      if (found < undecided) continue;
      const count = decide(found, stream);
      counts[other] = count;
      decidedBits |= count;
      sum += count - found;
    }
  }
  for (; row < rows; row++) {
    const count = drawOne(stream);
    counts[row] = count;
    decidedBits |= count;
    sum += count;
  }
  return { sum, shift: shiftFor(bitsSeen, decidedBits) };
}
function drawOne(stream) {
  const found = poissonTable[stream.next() >>> 22];
  return found < undecided ? found : decide(found, stream);
}
function shiftFor(bitsSeen, decidedBits) {
  return Math.clz32(bitsSeen & undecided - 1 | decidedBits);
}

// packages/statistics/src/resampling/resample-eight.ts
var tileRows = 49152;
function drawerOfEight(kernel, { units, address }, seed) {
  const stateAt = kernel.take(2 * lanes * 8);
  const limitsAt = kernel.take(boundaries.length * 2);
  const openAt = kernel.take(tileRows / 3 * 8);
  const sumsAt = kernel.take(lanes * 4);
  const seenAt = kernel.take(lanes * 2);
  new Int16Array(kernel.memory.buffer, limitsAt, boundaries.length).set(boundaries);
  return (first) => {
    const { buffer } = kernel.memory;
    const state = new Int32Array(buffer, stateAt, 4 * lanes);
    const counts = new Uint8Array(buffer, address, lanes * units);
    const open = new Uint32Array(buffer, openAt, 2 * (tileRows / 3));
    const sums = new Uint32Array(buffer, sumsAt, lanes);
    const seen = new Uint16Array(buffer, seenAt, lanes);
    const streams = Array.from({ length: lanes }, (_, lane) => {
      const stream = resampleStream(seed, first + lane);
      const [highOfFirst, lowOfFirst, highOfSecond, lowOfSecond] = stream.getState();
      state.set([lowOfFirst, highOfFirst], 2 * lane);
      state.set([lowOfSecond, highOfSecond], 2 * (lanes + lane));
      stream.jump();
      return stream;
    });
    const total = new Float64Array(lanes);
    const allSeen = new Uint16Array(lanes);
    const decidedBits = new Uint8Array(lanes);
    const put = (place, count, before) => {
      const lane = place % lanes;
      counts[place] = count;
      decidedBits[lane] = decidedBits[lane] | count;
      total[lane] = total[lane] + count - before;
    };
    for (let start = 0; start < units; start += tileRows) {
      const rows = Math.min(tileRows, units - start);
      const entries = kernel.drawPoisson(rows, stateAt, limitsAt, address + lanes * start, openAt, sumsAt, seenAt);
      for (let entry = 0; entry < entries; entry++) {
        const place = (start + open[2 * entry]) * lanes;
        for (let bits = open[2 * entry + 1]; bits !== 0; bits &= bits - 1) {
          const own = place + 31 - Math.clz32(bits & -bits);
          const found = counts[own];
          put(own, decide(found, streams[own % lanes]), found);
        }
      }
      for (let lane = 0; lane < lanes; lane++) {
        total[lane] = total[lane] + sums[lane];
        allSeen[lane] = allSeen[lane] | seen[lane];
      }
    }
    for (const [lane, stream] of streams.entries()) {
      for (let row = units - units % 3; row < units; row++) put(row * lanes + lane, drawOne(stream), 0);
      const shift = shiftFor(allSeen[lane], decidedBits[lane]);
      settleSum(stream, { counts, step: lanes, first: lane }, { sum: total[lane], shift }, units);
    }
  };
}

// packages/statistics/src/metrics/prepared-metric.ts
var noRows = "there are no rows";
function unitWeights(rows) {
  return new Uint32Array(rows).fill(1);
}
function measure(metric, weights = unitWeights(metric.rows)) {
  checkWeights(weights, metric.rows);
  const value = metric.value(weights);
  return Number.isFinite(value) ? { value } : { value: Number.NaN, undefinedBecause: metric.whyUndefined(weights) };
}
function undefinedMetric(rows, reason) {
  return { rows, value: () => Number.NaN, whyUndefined: () => reason };
}
function sumOf(weights) {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) sum += weights[row];
  return sum;
}
function checkLengths(expected, found, what) {
  if (expected !== found) throw new RangeError(`${what}: ${found} instead of ${expected}.`);
}
function checkWeights(weights, rows) {
  checkLengths(rows, weights.length, "weights");
  for (let row = 0; row < rows; row++) {
    const weight = weights[row];
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight ${weight} of row ${row + 1}.`);
  }
}
function preparedMean(values) {
  const rows = values.length;
  if (!values.every(Number.isFinite)) return undefinedMetric(rows, "an error is too large to write");
  const value = (weights) => {
    let sum = 0;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const weight = weights[row];
      sum += weight * values[row];
      total += weight;
    }
    return sum / total;
  };
  const whyUndefined = (weights) => sumOf(weights) === 0 ? noRows : "the mean is too large to write";
  return { rows, value, whyUndefined, losses: values };
}
function describeRows(rows, wrong) {
  const first = [];
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!wrong(row)) continue;
    count++;
    if (first.length < 5) first.push(row + 1);
  }
  if (count === 0) return void 0;
  return count === 1 ? `row ${first[0]}` : `${count} rows (the first: ${first.join(", ")})`;
}

// packages/statistics/src/metrics/sort-rows.ts
var fewRows = 4096;
var digitValues = 65536;
function sortRows(values) {
  const rows = values.length;
  const order = allRows(rows);
  if (rows < fewRows) {
    return order.sort((a, b) => {
      const difference = values[a] - values[b];
      return Number.isNaN(difference) ? a - b : difference || a - b;
    });
  }
  const words = new Uint32Array(Float64Array.from(values).buffer);
  const digits = Array.from({ length: 4 }, () => new Uint16Array(rows));
  const [lowest, low, high, highest] = digits;
  for (let row = 0; row < rows; row++) {
    const upper = words[2 * row + 1 - lowWord];
    const flip = upper >>> 31 === 1 ? 4294967295 : 0;
    const lowerKey = words[2 * row + lowWord] ^ flip;
    const upperKey = upper ^ (flip | 2147483648);
    lowest[row] = lowerKey & 65535;
    low[row] = lowerKey >>> 16;
    high[row] = upperKey & 65535;
    highest[row] = upperKey >>> 16;
  }
  return digits.reduce(sortByDigit, order);
}
function allRows(rows) {
  const every = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) every[row] = row;
  return every;
}
var lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
function sortByDigit(order, key) {
  const starts = new Uint32Array(digitValues + 1);
  for (let row = 0; row < key.length; row++) {
    const next = key[row] + 1;
    starts[next] = starts[next] + 1;
  }
  if (starts.includes(key.length)) return order;
  for (let digit = 0; digit < digitValues; digit++) {
    starts[digit + 1] = starts[digit + 1] + starts[digit];
  }
  const sorted = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) {
    const row = order[rank];
    const digit = key[row];
    const place = starts[digit];
    sorted[place] = row;
    starts[digit] = place + 1;
  }
  return sorted;
}

// packages/statistics/src/comparison/paired-ranking.ts
function prepareRankedRows(scores) {
  const { candidate, baseline } = checked(scores);
  const rowAt = sortRows(candidate);
  const placeOf = new Uint32Array(rowAt.length);
  for (let place = 0; place < rowAt.length; place++) placeOf[rowAt[place]] = place;
  return { rowAt, difference: differenceOf(scores, rowAt, sortRows(baseline), placeOf) };
}
function prepareRankedGroups(scores, groupOfRow) {
  const { candidate, baseline } = checked(scores);
  checkLengths(candidate.length, groupOfRow.length, "groups of rows");
  return differenceOf(scores, sortRows(candidate), sortRows(baseline), groupOfRow);
}
function checked(scores) {
  checkLengths(scores.positive.length, scores.candidate.length, "the candidate's scores");
  checkLengths(scores.positive.length, scores.baseline.length, "the baseline's scores");
  return scores;
}
function differenceOf({ positive, candidate, baseline }, order, baselineOrder, unitOfRow) {
  const table = {
    candidate: walkOf(order, candidate, positive, unitOfRow),
    baseline: walkOf(baselineOrder, baseline, positive, unitOfRow)
  };
  const difference = (counts) => areaOf(table.candidate, counts) - areaOf(table.baseline, counts);
  return Object.assign(difference, { table });
}
function walkOf(order, scores, positive, unitOfRow) {
  const rows = order.length;
  const steps = new Uint32Array(rows);
  const tied = new Uint32Array(rows);
  let tiedRows = 0;
  for (let first = 0, end = 0; first < rows; first = end) {
    const score = scores[order[first]];
    end = first + 1;
    while (end < rows && scores[order[end]] === score) end++;
    if (end === first + 1) {
      const row = order[first];
      steps[first] = unitOfRow[row] * 4 + 2 + positive[row];
      continue;
    }
    let place = first;
    for (let ofClass = 1; ofClass >= 0; ofClass--) {
      for (let rank = first; rank < end; rank++) {
        const row = order[rank];
        if (positive[row] === ofClass) steps[place++] = unitOfRow[row] * 4 + ofClass;
      }
    }
    const last = steps[end - 1];
    const hasBoth = ((steps[first] ^ last) & 1) !== 0;
    steps[end - 1] = last + 2;
    if (!hasBoth) continue;
    tied.set(steps.subarray(first, end), tiedRows);
    tiedRows += end - first;
  }
  return { steps, tied: tied.slice(0, tiedRows) };
}
var blockSteps = 256;
function areaOf({ steps, tied }, counts) {
  const rows = steps.length;
  let wins = 0;
  let positives = 0;
  let negatives = 0;
  for (let start = 0; start < rows; start += blockSteps) {
    const end = Math.min(rows, start + blockSteps);
    let blockWins = 0;
    let blockPositives = 0;
    let blockNegatives = 0;
    for (let rank = start; rank < end; rank++) {
      const step = steps[rank];
      const count = counts[step >>> 2];
      const ofClass = count & -(step & 1);
      blockWins = blockWins + Math.imul(ofClass, blockNegatives) | 0;
      blockPositives = blockPositives + ofClass | 0;
      blockNegatives = blockNegatives + (count - ofClass) | 0;
    }
    wins += blockWins + blockPositives * negatives;
    positives += blockPositives;
    negatives += blockNegatives;
  }
  return areaFrom({ wins, ties: tiedPairs(tied, counts), positives, negatives });
}
function areaFrom(sums) {
  return (sums.wins + sums.ties / 2) / (sums.positives * sums.negatives);
}
function tiedPairs(tied, counts) {
  let pairs = 0;
  let positives = 0;
  let negatives = 0;
  for (let rank = 0; rank < tied.length; rank++) {
    const step = tied[rank];
    const count = counts[step >>> 2];
    const ofClass = count & -(step & 1);
    positives += ofClass;
    negatives += count - ofClass;
    if ((step & 2) !== 0) {
      pairs += positives * negatives;
      positives = 0;
      negatives = 0;
    }
  }
  return pairs;
}

// packages/statistics/src/resampling/resample-tables.ts
function widthOf(table) {
  return "cells" in table ? table.cells : 1;
}
function loadTable(kernel, counts, table) {
  if ("values" in table) return loadMean(kernel, counts, table);
  if ("cells" in table) return loadCells(kernel, counts, table);
  const candidate = loadWalk(kernel, counts, table.candidate);
  const baseline = loadWalk(kernel, counts, table.baseline);
  return (into, stride) => {
    const [ours, theirs] = [candidate(), baseline()];
    for (let lane = 0; lane < lanes; lane++) into[lane * stride] = ours(lane) - theirs(lane);
  };
}
function loadMean(kernel, { units, address }, { values }) {
  const table = kernel.take(8 * units);
  new Float64Array(kernel.memory.buffer, table, units).set(values);
  const evenSums = kernel.take(8 * lanes);
  const oddSums = kernel.take(8 * lanes);
  return (into, stride) => {
    kernel.addValues(units, address, table, evenSums, oddSums);
    const even = new Float64Array(kernel.memory.buffer, evenSums, lanes);
    const odd = new Float64Array(kernel.memory.buffer, oddSums, lanes);
    for (let lane = 0; lane < lanes; lane++) {
      into[lane * stride] = (even[lane] + odd[lane]) / units;
    }
  };
}
function loadCells(kernel, { units, address }, { cellOfUnit, cells }) {
  const table = kernel.take(units);
  new Uint8Array(kernel.memory.buffer, table, units).set(cellOfUnit);
  const blockSums = kernel.take(cells * lanes * 2);
  const sums = kernel.take(cells * lanes * 4);
  return (into, stride) => {
    kernel.countCells(units, address, table, cells, blockSums, sums);
    const found = new Uint32Array(kernel.memory.buffer, sums, cells * lanes);
    for (let lane = 0; lane < lanes; lane++) {
      for (let cell = 0; cell < cells; cell++) into[lane * stride + cell] = found[cell * lanes + lane];
    }
  };
}
function loadWalk(kernel, { address }, { steps, tied }) {
  const load = (words) => {
    const at = kernel.take(4 * words.length);
    new Uint32Array(kernel.memory.buffer, at, words.length).set(words);
    return at;
  };
  const stepsAt = load(steps);
  const tiedAt = load(tied);
  const walk = kernel.take(3 * 8 * lanes);
  const pairs = kernel.take(8 * lanes);
  return () => {
    kernel.walkRanking(steps.length, stepsAt, address, walk);
    kernel.countTies(tied.length, tiedAt, address, pairs);
    const sums = new Float64Array(kernel.memory.buffer, walk, 3 * lanes);
    const ties = new Float64Array(kernel.memory.buffer, pairs, lanes);
    return (lane) => areaFrom({
      wins: sums[lane],
      ties: ties[lane],
      positives: sums[lanes + lane],
      negatives: sums[2 * lanes + lane]
    });
  };
}

// packages/statistics/src/comparison/table-batches.ts
var begun = 0;
var finished = 1;
function rowWidth({ tables }) {
  return tables.reduce((sum, table) => sum + widthOf(table), 0);
}
function batchWorker(work) {
  const { tables, units, seed, from, values, progress, done } = work;
  const kernel = openKernel();
  const counts = { units, address: kernel.take(lanes * units) };
  const draw = drawerOfEight(kernel, counts, seed);
  const width = rowWidth(work);
  let next = 0;
  const evaluations = tables.map((table) => {
    const column = next;
    next += widthOf(table);
    return { evaluate: loadTable(kernel, counts, table), column };
  });
  return (batch) => {
    draw(from + batch * lanes);
    for (const { evaluate, column } of evaluations) {
      evaluate(values.subarray(batch * lanes * width + column), width);
    }
    Atomics.store(done, batch, 1);
    Atomics.add(progress, finished, 1);
    Atomics.notify(progress, finished);
  };
}
function doOpenBatches({ batches, progress }, doBatch) {
  for (; ; ) {
    const batch = Atomics.add(progress, begun, 1);
    if (batch >= batches) return;
    doBatch(batch);
  }
}

export {
  xoroshiro128plus,
  resampleStream,
  uniform,
  uniformBelow,
  noRows,
  unitWeights,
  measure,
  undefinedMetric,
  sumOf,
  checkLengths,
  checkWeights,
  preparedMean,
  describeRows,
  drawMultiplicities,
  sortRows,
  allRows,
  prepareRankedRows,
  prepareRankedGroups,
  lanes,
  KernelFull,
  widthOf,
  finished,
  rowWidth,
  batchWorker,
  doOpenBatches
};
