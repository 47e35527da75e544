import type { Period, Report, Template } from '../api/types';
import { formatDay, formatInstant, officialDate } from '../format/dates';
import { formatNumber } from '../format/numbers';
import { periodName } from '../format/periods';
import classes from './PrintedReport.module.css';

/** The report on paper, after Decree 30/2020/NĐ-CP, annex I; hidden on the screen. */
export function PrintedReport({ upper, place, report, template, period }: { upper: string | undefined; place: string; report: Report; template: Template; period: Period }) {
  const unit = report.orgUnitName.toUpperCase();
  const closing = template.sections.filter((s) => s.area === 0 && report.narrative[s.code]);
  return (
    <article className={classes.sheet}>
      <header className={classes.header}>
        <div>
          <p>{upper?.toUpperCase()}</p>
          <p><b>ỦY BAN NHÂN DÂN<br />{unit}</b></p>
          <p>Số: {'\u2003\u2003'}/BC-UBND</p>
        </div>
        <div>
          <p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
          <p className={classes.motto}><b>Độc lập - Tự do - Hạnh phúc</b></p>
          <p><i>{place}, {officialDate(report.submittedAt)}</i></p>
        </div>
      </header>
      <h1>BÁO CÁO<br /><span>Kết quả công tác cải cách hành chính {periodName(report.period)}</span></h1>
      <p className={classes.center}>(Số liệu từ ngày {formatDay(period.from)} đến ngày {formatDay(period.cutoff)})</p>
      {report.receipt && (
        <p className={classes.center}>Biên nhận {report.receipt}, gửi lúc {formatInstant(report.submittedAt)}, {report.onTime ? 'đúng hạn' : 'trễ hạn'}</p>
      )}
      {template.areas.map((area) => (
        <section key={area.number}>
          <h2>{area.number}. {area.title}</h2>
          {template.sections.filter((s) => s.area === area.number).map((s) => <Narrative key={s.code} text={report.narrative[s.code]} />)}
          <table>
            <thead><tr><th>Chỉ tiêu</th><th>Đơn vị tính</th><th>Số liệu</th></tr></thead>
            <tbody>
              {template.items.filter((i) => i.area === area.number).map((i) => (
                <tr key={i.code}><td>{i.name}</td><td>{i.unit}</td><td>{formatNumber(report.values[i.code], 6)}</td></tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {closing.map((s) => <section key={s.code}><h2>{s.title}</h2><Narrative text={report.narrative[s.code]} /></section>)}
      <footer className={classes.footer}>
        <div><b><i>Nơi nhận:</i></b><br />- Sở Nội vụ;<br />- Lưu: VT, VHXH.</div>
        <div><b>TM. ỦY BAN NHÂN DÂN<br />CHỦ TỊCH</b></div>
      </footer>
    </article>
  );
}

function Narrative({ text }: { text: string | undefined }) {
  return <>{(text ?? '').split(/\n+/).filter(Boolean).map((line, i) => <p key={i} className={classes.body}>{line}</p>)}</>;
}
