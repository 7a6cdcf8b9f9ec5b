// SPDX-License-Identifier: Apache-2.0
import './RawData.css';
import { Card } from '../../ui/Card.tsx';

/** As the chain's JSON-RPC gave it. */
export function RawData({ value, title = 'Raw' }: { value: unknown; title?: string }) {
  return (
    <Card>
      <details className="raw">
        <summary>{title}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
        <section className="raw-scroll" tabIndex={0} aria-label={title}>
          <pre>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
        </section>
      </details>
    </Card>
  );
}
