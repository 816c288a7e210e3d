interface Waiting {
  priority: number;
  order: number;
  enter(): void;
}

interface Lane {
  inside: number;
  waiting: Waiting[];
}

/** Lets a few through at a time under one name, the lowest priority first, and within that in order. Nothing is kept: it lives as long as the worker. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private orders = 0;

  /** Runs the work when there is room for it under the name. */
  async within<T>(name: string, width: number, priority: number, work: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(name) ?? { inside: 0, waiting: [] };
    this.lanes.set(name, lane);
    if (lane.inside >= width) {
      await new Promise<void>((enter) => lane.waiting.push({ priority, order: (this.orders += 1), enter }));
    } else {
      lane.inside += 1;
    }
    try {
      return await work();
    } finally {
      this.leave(name, lane);
    }
  }

  /** Whoever is next takes the place over; with nobody waiting it is free. */
  private leave(name: string, lane: Lane): void {
    const next = lane.waiting.sort((a, b) => a.priority - b.priority || a.order - b.order).shift();
    if (next) return next.enter();
    lane.inside -= 1;
    if (lane.inside === 0) this.lanes.delete(name);
  }
}
