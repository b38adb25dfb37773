import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Labels that may exist. Each takes a handful of values chosen by us; none can hold an id of a person. */
type MetricLabel = 'tenant' | 'method' | 'route' | 'status' | 'because' | 'job' | 'kind'

interface Described<Label extends MetricLabel> {
  name: `azukari_${string}`
  help: string
  labels: readonly Label[]
}

/** What the process counts, in the text format of Prometheus. */
export class Metrics {
  readonly #registry = new Registry()

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
  }

  counter<Label extends MetricLabel>({ name, help, labels }: Described<Label>): Counter<Label> {
    return new Counter({ name, help, labelNames: labels, registers: [this.#registry] })
  }

  gauge<Label extends MetricLabel>({ name, help, labels }: Described<Label>): Gauge<Label> {
    return new Gauge({ name, help, labelNames: labels, registers: [this.#registry] })
  }

  /** `buckets` in the unit the name ends with. */
  histogram<Label extends MetricLabel>(described: Described<Label>, buckets: number[]): Histogram<Label> {
    const { name, help, labels } = described
    return new Histogram({ name, help, labelNames: labels, buckets, registers: [this.#registry] })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  print(): Promise<string> {
    return this.#registry.metrics()
  }
}
