import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconDots, IconFileText, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { later } from '../components/later';
import type { ReportState } from '../format/labels';
import type { ReviewKind } from './ReviewDialog';

const ReviewDialog = later(async () => (await import('./ReviewDialog')).ReviewDialog);

interface Props {
  period: string;
  unit: string;
  unitName: string;
  state: ReportState;
}

/** The Department's actions on one line of the board. */
export function ReviewMenu({ period, unit, unitName, state }: Props) {
  const [dialog, setDialog] = useState<ReviewKind | null>(null);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon className="no-print" variant="subtle" color="gray" aria-label={`Thao tác với ${unitName}`}><IconDots size={18} aria-hidden /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/don-vi/${unit}/bao-cao/${period}`} leftSection={<IconFileText size={16} aria-hidden />}>Xem báo cáo</Menu.Item>
          {state === 'submitted' && (
            <>
              <Menu.Item leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setDialog('accept')}>Duyệt…</Menu.Item>
              <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setDialog('return')}>Trả lại…</Menu.Item>
            </>
          )}
          {state === 'accepted' && (
            <Menu.Item leftSection={<IconLockOpen size={16} aria-hidden />} onClick={() => setDialog('reopen')}>Mở lại…</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog && <ReviewDialog kind={dialog} period={period} unit={unit} unitName={unitName} onClose={() => setDialog(null)} />}
    </>
  );
}
