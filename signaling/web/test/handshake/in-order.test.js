import { InOrder } from '../../handshake/in-order.js';
import { equal, ok, test } from '../harness.js';
import { FakeSystem, seeded } from '../support/fake-system.js';

function inbox() {
  const system = new FakeSystem();
  const got = [];
  let gaps = 0;
  const inOrder = new InOrder({ onNext: (value) => got.push(value), onGap: () => gaps++, system });
  return { inOrder, system, got, gaps: () => gaps };
}

test('whatever the order of arrival, they are handed on in their order and once', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = seeded(seed);
    const numbers = Array.from({ length: 20 }, (_, i) => i);
    const arrivals = [...numbers, ...numbers].map((n) => [random(), n]).sort(([a], [b]) => a - b);
    const { inOrder, system, got } = inbox();
    for (const [, number] of arrivals) inOrder.put(number, number);
    equal(got, numbers, `seed ${seed}`);
    equal(system.waiting, 0);
  }
});

test('a gap that is not filled within 10 s is given up, once, and nothing comes after', async () => {
  const { inOrder, system, got, gaps } = inbox();
  inOrder.put(1, 'b');
  await system.advance(9_999);
  equal(gaps(), 0);
  await system.advance(1);
  equal(gaps(), 1);
  inOrder.put(0, 'a');
  await system.advance(60_000);
  equal(got, []);
  equal(gaps(), 1);
});

test('a gap that is filled in time begins the waiting for the next one', async () => {
  const { inOrder, system, got, gaps } = inbox();
  inOrder.put(1, 'b');
  inOrder.put(3, 'd');
  await system.advance(9_000);
  inOrder.put(0, 'a');
  await system.advance(9_000);
  equal(gaps(), 0);
  inOrder.put(2, 'c');
  await system.advance(60_000);
  equal(got, ['a', 'b', 'c', 'd']);
  equal(gaps(), 0);
});

test('what was had, what is there already and what is too far ahead is not wanted', () => {
  const { inOrder } = inbox();
  inOrder.put(0, 'a');
  inOrder.put(2, 'c');
  ok(!inOrder.wants(0));
  ok(inOrder.wants(1));
  ok(!inOrder.wants(2));
  ok(inOrder.wants(256));
  ok(!inOrder.wants(257));
  inOrder.close();
});

test('who closes while it hands on gets no more', () => {
  const system = new FakeSystem();
  const got = [];
  const inOrder = new InOrder({
    onNext: (value) => {
      got.push(value);
      inOrder.close();
    },
    onGap: () => {},
    system,
  });
  inOrder.put(1, 'b');
  inOrder.put(0, 'a');
  equal(got, ['a']);
  equal(system.waiting, 0);
});
