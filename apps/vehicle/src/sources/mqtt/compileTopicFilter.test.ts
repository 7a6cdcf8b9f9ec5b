// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTopicFilter } from './compileTopicFilter.ts';

// Examples of MQTT 3.1.1, section 4.7.
test.each([
  ['sport/tennis/player1/#', 'sport/tennis/player1', ['']],
  ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', ['ranking']],
  ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', ['score/wimbledon']],
  ['sport/#', 'sport', ['']],
  ['#', 'sport/tennis', ['sport/tennis']],
  ['#', '$SYS/uptime', undefined],
  ['sport/tennis/+', 'sport/tennis/player1', ['player1']],
  ['sport/tennis/+', 'sport/tennis/player1/ranking', undefined],
  ['sport/+', 'sport', undefined],
  ['sport/+', 'sport/', ['']],
  ['+/+', '/finance', ['', 'finance']],
  ['/+', '/finance', ['finance']],
  ['+', '/finance', undefined],
  ['+/monitor/Clients', '$SYS/monitor/Clients', undefined],
  ['$SYS/monitor/+', '$SYS/monitor/Clients', ['Clients']],
  ['ovms/+/+/metric/#', 'ovms/jo/EV1/metric/v/b/soc', ['jo', 'EV1', 'v/b/soc']],
  ['a/b', 'a/b', []],
  ['a/b', 'A/b', undefined],
])('%s with %s catches %o', (filter, topic, caught) => {
  expect(compileTopicFilter(filter)(topic)).toEqual(caught);
});

test('what the wildcards caught, put back, is the topic', () => {
  const level = fc.constantFrom('a', 'b', '', 'c');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(level, fc.boolean()), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (levels, isOpen) => {
        const filter = [
          ...levels.map(([name, isWild]) => (isWild ? '+' : name)),
          ...(isOpen ? ['#'] : []),
        ].join('/');
        const topic = [...levels.map(([name]) => name), ...(isOpen ? ['x', 'y'] : [])].join('/');
        const caught = compileTopicFilter(filter)(topic) ?? [];
        expect(filter.replace(/[+#]/g, () => caught.shift() ?? '?')).toBe(topic);
      },
    ),
  );
});
