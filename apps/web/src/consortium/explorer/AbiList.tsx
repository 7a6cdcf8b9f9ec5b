// SPDX-License-Identifier: Apache-2.0
import './AbiList.css';
import { Card } from '../../ui/Card.tsx';

interface AbiParameter {
  name: string;
  type: string;
  indexed?: boolean;
}

interface AbiItem {
  type: string;
  name?: string;
  inputs?: AbiParameter[];
  outputs?: AbiParameter[];
  stateMutability?: string;
}

const groups: readonly (readonly [title: string, belongs: (item: AbiItem) => boolean])[] = [
  ['Reads', ({ type, stateMutability }) => type === 'function' && /view|pure/.test(stateMutability ?? '')],
  ['Changes', ({ type, stateMutability }) => type === 'function' && !/view|pure/.test(stateMutability ?? '')],
  ['Events', ({ type }) => type === 'event'],
  ['Errors', ({ type }) => type === 'error'],
];

/** What a contract can be asked and told, and what it says. */
export function AbiList({ abi }: { abi: readonly unknown[] }) {
  const items = abi as readonly AbiItem[];
  return (
    <Card title="Interface">
      <div className="stack">
        {groups.map(([title, belongs]) => {
          const members = items.filter(belongs);
          return (
            members.length > 0 && (
              <details key={title}>
                <summary>
                  {title} ({members.length})
                </summary>
                <ul className="abi-list plain-list mono">
                  {members.map((item) => (
                    <li key={signatureOf(item)}>{signatureOf(item)}</li>
                  ))}
                </ul>
              </details>
            )
          );
        })}
      </div>
    </Card>
  );
}

function signatureOf({ name = '', inputs = [], outputs = [] }: AbiItem): string {
  const list = (parameters: readonly AbiParameter[]) =>
    parameters
      .map((parameter) =>
        [parameter.type, parameter.indexed === true ? 'indexed' : '', parameter.name]
          .filter((part) => part !== '')
          .join(' '),
      )
      .join(', ');
  return `${name}(${list(inputs)})${outputs.length === 0 ? '' : ` → ${list(outputs)}`}`;
}
