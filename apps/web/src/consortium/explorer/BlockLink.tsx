// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/useFormat.ts';

export function BlockLink({ number }: { number: number }) {
  const format = useFormat();
  return (
    <Link to="/explorer/blocks/$block" params={{ block: String(number) }} data-highlight={`block ${number}`}>
      {format.number(number)}
    </Link>
  );
}
