/** A queue of numbers that is cheap at both ends and small when it is short. */

export interface NumberQueue {
  items: number[];
  /** Where the queue begins in {@link items}. */
  head: number;
}

export function createQueue(items: number[] = []): NumberQueue {
  return { items, head: 0 };
}

export function sizeOf(queue: NumberQueue): number {
  return queue.items.length - queue.head;
}

export function firstOf(queue: NumberQueue): number {
  return queue.items[queue.head] as number;
}

/** What was taken off is let go once it is more than what is left. */
export function shift(queue: NumberQueue): number {
  const first = queue.items[queue.head++] as number;
  if (queue.head > 16 && queue.head * 2 > queue.items.length) {
    queue.items = queue.items.slice(queue.head);
    queue.head = 0;
  }
  return first;
}

export function itemsOf(queue: NumberQueue): number[] {
  return queue.items.slice(queue.head);
}
