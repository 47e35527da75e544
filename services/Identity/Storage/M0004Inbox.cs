using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

[DbContext(typeof(IdentityDb))]
[Migration("20261122100001_Inbox")]
public sealed class M0004Inbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Email", "users", nullable: true);
        migrationBuilder.AddColumn<string>("Title", "users", nullable: true);
        migrationBuilder.CreateTable(
            "notices",
            t => new
            {
                NoticeId = t.Column<string>(),
                OrgUnit = t.Column<string>(),
                Kind = t.Column<string>(),
                Urgency = t.Column<string>(),
                Title = t.Column<string>(),
                Body = t.Column<string>(),
                Link = t.Column<string>(nullable: true),
                RaisedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_notices", r => r.NoticeId));
        migrationBuilder.CreateIndex("IX_notices_RaisedAt", "notices", "RaisedAt");
        migrationBuilder.CreateTable(
            "inbox",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                NoticeId = t.Column<string>(),
                UserName = t.Column<string>(),
                Kind = t.Column<string>(),
                ReceivedAt = t.Column<long>(),
                ReadAt = t.Column<long>(nullable: true),
                ArchivedAt = t.Column<long>(nullable: true),
                MailKey = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_inbox", r => r.Id));
        migrationBuilder.CreateIndex("IX_inbox_NoticeId_UserName", "inbox", ["NoticeId", "UserName"], unique: true);
        migrationBuilder.CreateIndex("IX_inbox_UserName_ArchivedAt_ReadAt", "inbox", ["UserName", "ArchivedAt", "ReadAt"]);
        migrationBuilder.CreateIndex("IX_inbox_ArchivedAt_ReceivedAt", "inbox", ["ArchivedAt", "ReceivedAt"]);
        migrationBuilder.CreateIndex("IX_inbox_MailKey", "inbox", "MailKey");
        migrationBuilder.CreateTable(
            "mails",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                Key = t.Column<string>(),
                UserName = t.Column<string>(),
                DigestOn = t.Column<DateOnly>(nullable: true),
                Urgent = t.Column<bool>(),
                Pieces = t.Column<int>(),
                CreatedAt = t.Column<long>(),
                Attempts = t.Column<int>(),
                NextTryAt = t.Column<long>(),
                ClaimedBy = t.Column<Guid>(nullable: true),
                SentAt = t.Column<long>(nullable: true),
                DeadAt = t.Column<long>(nullable: true),
                LastError = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_mails", r => r.Id));
        migrationBuilder.CreateIndex("IX_mails_Key", "mails", "Key", unique: true);
        migrationBuilder.CreateIndex("IX_mails_SentAt_DeadAt_NextTryAt", "mails", ["SentAt", "DeadAt", "NextTryAt"]);
        migrationBuilder.CreateIndex("IX_mails_ClaimedBy", "mails", "ClaimedBy");
        migrationBuilder.CreateTable(
            "notice_preferences",
            t => new { UserName = t.Column<string>(), Delivery = t.Column<string>(), MutedKinds = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_notice_preferences", r => r.UserName));
    }
}
