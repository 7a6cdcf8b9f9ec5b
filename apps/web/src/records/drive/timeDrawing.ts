// SPDX-License-Identifier: Apache-2.0

export interface DrawingTimer {
  /** The readings are there; only the first call counts. */
  start(plots: number, points: number): void;
  plotDrawn(): void;
  mapDrawn(): void;
}

/** Measures how long a drive takes to stand, as `datacar.drive.plots` and `datacar.drive.map` of the browser's own timeline. */
export function timeDrawing(): DrawingTimer {
  let startedAt: number | undefined;
  let plotsLeft = 0;
  let detail = {};
  const measure = (name: string): void => {
    if (startedAt === undefined) return;
    performance.measure(`datacar.drive.${name}`, { start: startedAt, end: performance.now(), detail });
  };
  return {
    start: (plots, points) => {
      if (startedAt !== undefined) return;
      startedAt = performance.now();
      plotsLeft = plots;
      detail = { plots, points };
    },
    plotDrawn: () => {
      plotsLeft -= 1;
      if (plotsLeft === 0) measure('plots');
    },
    mapDrawn: () => measure('map'),
  };
}
