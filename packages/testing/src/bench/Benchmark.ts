// SPDX-License-Identifier: Apache-2.0

export interface BenchmarkResult {
  value: number;
  baselineName: string;
  /** Measured in the same run, in the same unit. */
  baselineValue: number;
}

/** One named measurement with its baseline. The ratio is `value / baselineValue`. */
export interface Benchmark {
  /** `area.what`, such as `ingest.mqtt`. */
  name: string;
  unit: string;
  isHigherBetter: boolean;
  /** What the project aims for, in words, such as `at least 200,000`. */
  aim: string;
  run(): Promise<BenchmarkResult>;
}
