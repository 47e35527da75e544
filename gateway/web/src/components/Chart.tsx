import { Box } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { core } from './echarts';

const FONT = "'Be Vietnam Pro', sans-serif";

interface Props {
  option: EChartsCoreOption;
  height: number;
  label: string;
  onPick?: (index: number) => void;
}

/** An ECharts canvas. Tooltips must be rich text: their HTML form needs inline styles, which the security policy forbids. */
export default function Chart({ option, height, label, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof core.init>>(undefined);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    const made = core.init(box.current!);
    chart.current = made;
    made.on('click', (event) => pick.current?.(event.dataIndex));
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(box.current!);
    return () => {
      sizes.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({ textStyle: { fontFamily: FONT }, ...option }, { notMerge: true });
    chart.current?.setOption({ tooltip: { textStyle: { fontFamily: FONT, fontSize: 13, color: '#212529' } } });
  }, [option]);

  return <Box ref={box} h={height} role="img" aria-label={label} />;
}
