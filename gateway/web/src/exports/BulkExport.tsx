import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileZip } from '@tabler/icons-react';
import { later } from '../components/later';
import { Waiting } from '../components/Waiting';
import { periodName } from '../format/periods';

const BulkExportForm = later(async () => (await import('./BulkExportForm')).BulkExportForm, <Waiting />);

/** All sent reports of a period as one zip: asked for here, made by the server while the page may be left. */
export function BulkExport({ period }: { period: string }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={<IconFileZip size={16} aria-hidden />} onClick={dialog.open} className="no-print">
        Tải tất cả
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={`Tải báo cáo ${periodName(period)} của các đơn vị`} size="lg">
        {opened && <BulkExportForm period={period} />}
      </Modal>
    </>
  );
}
