// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, useEffect, useState } from 'react';
import type { PlotProps } from './Plot.tsx';

let loaded: ComponentType<PlotProps> | undefined;

/** Fetches what draws plots; call it as soon as it is sure that there will be one. */
export async function loadPlot(): Promise<ComponentType<PlotProps>> {
  const { Plot } = await import('./Plot.tsx');
  loaded = Plot;
  return Plot;
}

/**
 * The component that draws plots, once it is there. Not `React.lazy`: that waits for a while before it shows even
 * what is loaded already, and a drive should stand within a tenth of a second.
 */
export function usePlot(): ComponentType<PlotProps> | undefined {
  const [plot, setPlot] = useState(() => loaded);
  useEffect(() => {
    if (plot === undefined) void loadPlot().then((component) => setPlot(() => component));
  }, [plot]);
  return plot;
}
