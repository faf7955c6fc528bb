const LOOKS_LIKE_A_FINDER = ['10111010000', '00001011101'];

/**
 * How badly a code reads: long runs, blocks, what looks like a finder, and too much of one colour.
 *
 * @param {boolean[][]} modules
 */
export function penalty(modules) {
  const rows = modules.map(line);
  const columns = modules.map((_, x) => line(modules.map((row) => row[x])));
  const lines = [...rows, ...columns];
  return sum(lines.map(runs)) + sum(lines.map(finders)) + blocks(rows) + balance(rows);
}

function line(row) {
  return row.map((dark) => (dark ? '1' : '0')).join('');
}

function runs(text) {
  return sum((text.match(/0{5,}|1{5,}/g) ?? []).map((run) => run.length - 2));
}

function finders(text) {
  let found = 0;
  for (const pattern of LOOKS_LIKE_A_FINDER) {
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
      found++;
    }
  }
  return 40 * found;
}

function blocks(rows) {
  let found = 0;
  for (let y = 1; y < rows.length; y++) {
    for (let x = 1; x < rows.length; x++) {
      const same = [rows[y][x - 1], rows[y - 1][x], rows[y - 1][x - 1]].every((other) => other === rows[y][x]);
      found += same ? 1 : 0;
    }
  }
  return 3 * found;
}

function balance(rows) {
  const dark = sum(rows.map((row) => row.replaceAll('0', '').length));
  return 10 * Math.floor(Math.abs(dark / rows.length ** 2 - 0.5) * 20);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
