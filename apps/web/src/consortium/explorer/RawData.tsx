// SPDX-License-Identifier: Apache-2.0
import './RawData.css';
import { Card } from '../../ui/Card.tsx';

export interface RawPart {
  title: string;
  /** Text as it is; anything else as JSON. */
  value: unknown;
}

/** What a program would read, folded away: one card for all parts. */
export function RawData({ title, parts }: { title?: string; parts: readonly RawPart[] }) {
  return (
    <Card title={title}>
      {parts.map((part) => (
        <details key={part.title} className="raw">
          <summary>{part.title}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <section className="raw-scroll" tabIndex={0} aria-label={part.title}>
            <pre>{typeof part.value === 'string' ? part.value : JSON.stringify(part.value, null, 2)}</pre>
          </section>
        </details>
      ))}
    </Card>
  );
}
