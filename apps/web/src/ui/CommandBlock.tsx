// SPDX-License-Identifier: Apache-2.0
import './CommandBlock.css';
import { CopyButton } from './CopyButton.tsx';

/** Commands or a file to copy whole. The title says where they go. */
export function CommandBlock({ title, text }: { title: string; text: string }) {
  return (
    <div className="command">
      <div className="command-head">
        {title}
        <CopyButton text={text} label={`Copy: ${title}`} />
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
