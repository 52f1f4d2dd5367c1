import type { TokenViewOptions } from "./tokenView";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface FollowCellsOptions {
  /** Number of rows and of columns. */
  readonly T: number;
  /** The picture of the cells, which fills `plot` or a part of it. */
  readonly svg: SVGSVGElement;
  readonly options: Pick<TokenViewOptions, "onPoint" | "onPin">;
}

/** Reports which cell of a square grid the mouse is on or the arrow keys have reached; a click or Enter pins its row. */
export function followCells(
  plot: HTMLElement,
  { T, svg, options }: FollowCellsOptions,
  onCell: (cell: Cell | undefined) => void,
): void {
  let current: Cell | undefined;
  const show = (cell: Cell | undefined) => {
    if (cell?.row === current?.row && cell?.column === current?.column) return;
    current = cell;
    onCell(cell);
    options.onPoint(cell && { position: cell.row, direction: "from" });
  };
  const pin = () => {
    if (current) options.onPin({ position: current.row, direction: "from" });
  };
  plot.addEventListener("pointermove", (event) => show(findCell(svg.getBoundingClientRect(), event, T)));
  plot.addEventListener("pointerleave", () => show(undefined));
  plot.addEventListener("blur", () => show(undefined));
  plot.addEventListener("click", pin);
  plot.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") pin();
    else if (event.key === "Escape") show(undefined);
    else {
      const next = findNextCell(event.key, current, T);
      if (next === undefined) return;
      show(next);
    }
    event.preventDefault();
  });
}

function findCell(box: DOMRect, { clientX, clientY }: PointerEvent, T: number): Cell | undefined {
  const column = Math.floor(((clientX - box.left) / box.width) * T);
  const row = Math.floor(((clientY - box.top) / box.height) * T);
  const isInside = row >= 0 && row < T && column >= 0 && column < T;
  return isInside ? { row, column } : undefined;
}

function findNextCell(key: string, current: Cell | undefined, T: number): Cell | undefined {
  const steps: Record<string, readonly [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-10, 0],
    PageDown: [10, 0],
    Home: [0, -T],
    End: [0, T],
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (current === undefined) return { row: 0, column: 0 };
  const clamp = (index: number) => Math.min(T - 1, Math.max(0, index));
  return { row: clamp(current.row + step[0]), column: clamp(current.column + step[1]) };
}
