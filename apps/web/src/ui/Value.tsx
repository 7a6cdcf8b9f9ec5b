// SPDX-License-Identifier: Apache-2.0
import './Value.css';
import { useFormat } from '../app/useFormat.ts';
import { classNames } from './classNames.ts';

export interface ValueProps {
  value: number | string | boolean;
  /** VSS unit; null for none. */
  unit?: string | null | undefined;
  /** Greyed, because it may no longer hold. */
  isStale?: boolean | undefined;
  isLarge?: boolean | undefined;
  /** Decimals at most, in the viewer's unit; by default what is usual for the unit. */
  digitsMax?: number | undefined;
}

/** A reading's value in the viewer's units. */
export function Value({ value, unit = null, isStale, isLarge, digitsMax }: ValueProps) {
  const format = useFormat();
  const { text, unit: shownUnit } =
    typeof value === 'number'
      ? format.quantity(value, unit, digitsMax)
      : { text: typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value, unit: '' };
  return (
    <span className={classNames('value', isStale && 'value-stale', isLarge && 'value-large')}>
      {text}
      {shownUnit !== '' && <span className="value-unit"> {shownUnit}</span>}
    </span>
  );
}
