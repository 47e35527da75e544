import type { Task } from '../api/types';
import { matches } from '../format/search';

export interface TaskFilter {
  text: string;
  area: string;
  state: string;
}

export const NO_TASK_FILTER: TaskFilter = { text: '', area: '', state: '' };

export function filterTasks(tasks: Task[], filter: TaskFilter): Task[] {
  return tasks.filter(
    (t) =>
      (!filter.area || String(t.area) === filter.area) &&
      (!filter.state || t.state === filter.state) &&
      (!filter.text || matches([t.content, t.leadAgency ?? '', ...t.products].join(' '), filter.text)),
  );
}

/** Tasks by area in the order of the areas, each in plan order. */
export function byArea(tasks: Task[]): { area: number; tasks: Task[] }[] {
  const groups = new Map<number, Task[]>();
  for (const task of tasks) groups.set(task.area, [...(groups.get(task.area) ?? []), task]);
  return [...groups].sort(([a], [b]) => a - b).map(([area, list]) => ({ area, tasks: list }));
}
