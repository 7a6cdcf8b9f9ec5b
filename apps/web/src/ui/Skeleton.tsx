// SPDX-License-Identifier: Apache-2.0
import './Skeleton.css';

/** Holds the place of what is being fetched, at its size, so that nothing jumps. */
export function Skeleton({
  height = '1.25rem',
  width = '100%',
}: {
  height?: string | undefined;
  width?: string | undefined;
}) {
  return <div className="skeleton" style={{ height, width }} aria-hidden="true" />;
}
