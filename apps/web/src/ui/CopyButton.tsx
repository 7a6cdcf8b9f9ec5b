// SPDX-License-Identifier: Apache-2.0
import './CopyButton.css';
import { useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';
import { showToast } from './Toast.tsx';

const shownMs = 1_500;

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      showToast('The browser did not allow copying. Select the text and copy it by hand.', 'warning');
    }
  };
  return (
    <button
      type="button"
      className="copy"
      aria-label={isCopied ? 'Copied' : label}
      onClick={() => void copy()}
    >
      <Icon name={isCopied ? 'check' : 'copy'} size={14} />
    </button>
  );
}
