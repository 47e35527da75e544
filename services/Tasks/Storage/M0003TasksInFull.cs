using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.ServiceDefaults.Storage;

namespace Platform.Tasks.Storage;

/// <summary>
/// Origins, occurrences, evidence, extensions, assignments, history. What must be worked out of older rows is filled in by
/// <see cref="RowUpgrade"/>.
/// </summary>
[DbContext(typeof(TasksDb))]
[Migration("20261122000001_TasksInFull")]
public sealed class M0003TasksInFull : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddColumns(migrationBuilder);
        // Older rows are numbered in the order of their places.
        migrationBuilder.Sql(
            """
            update tasks set "Seq" = numbered.n
            from (select "Id" as id, row_number() over (order by "Id") as n from tasks) as numbered where numbered.id = tasks."Id"
            """);
        migrationBuilder.DropIndex("IX_tasks_State_LastDueOn", "tasks");
        migrationBuilder.CreateIndex("IX_tasks_Seq", "tasks", "Seq", unique: true);
        migrationBuilder.CreateIndex("IX_tasks_AssignmentId", "tasks", "AssignmentId");
        migrationBuilder.CreateIndex("IX_tasks_ParentId", "tasks", "ParentId");
        migrationBuilder.CreateIndex("IX_tasks_OrgUnit_DueKey_Seq", "tasks", ["OrgUnit", "DueKey", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_Province_DueKey_Seq", "tasks", ["Province", "DueKey", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_Province_State_DueKey_Seq", "tasks", ["Province", "State", "DueKey", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_Province_UpdatedAt_Seq", "tasks", ["Province", "UpdatedAt", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_AssigneeUser_DueKey_Seq", "tasks", ["AssigneeUser", "DueKey", "Seq"]);
        migrationBuilder.CreateIndex("IX_tasks_State_OverdueAfter", "tasks", ["State", "OverdueAfter"]);
        CreateTables(migrationBuilder);
    }

    private static void AddColumns(MigrationBuilder migration)
    {
        void Add<T>(string name, object? value = null, string table = "tasks") =>
            migration.AddColumn<T>(name, table, nullable: value is null, defaultValue: value);
        Add<long>("Seq", 0L);
        Add<string>("Province", "");
        Add<string>("Origin", "plan");
        Add<Guid>("AssignmentId");
        Add<Guid>("ParentId");
        Add<int>("Weight", 1);
        Add<DateOnly>("ExtendedTo");
        Add<DateOnly>("DueOn");
        Add<int>("DueKey", int.MaxValue);
        Add<DateOnly>("OverdueAfter");
        Add<long>("ReportedAt");
        Add<int>("DelayDays", 0);
        Add<int>("Parts", 0);
        Add<int>("PartsDone", 0);
        Add<string>("CancelReason");
        Add<string>("AssigneeOffice");
        Add<string>("AssigneeUser");
        Add<bool>("NeedsConfirmation", false);
        Add<string>("Confirmation", "none");
        Add<string>("WaitingFor");
        Add<bool>("ExtensionPending", false);
        Add<int>("EvidenceCount", 0);
        Add<string>("SearchText", "");
        Add<DateOnly>("Occurrence", table: "task_progress");
        Add<string>("Figures", table: "task_progress");
    }

    private static void CreateTables(MigrationBuilder migration)
    {
        migration.CreateTable(
            "task_occurrences",
            t => new
            {
                TaskId = t.Column<Guid>(),
                WrittenOn = t.Column<DateOnly>(),
                DueOn = t.Column<DateOnly>(),
                ExtendedTo = t.Column<DateOnly>(nullable: true),
                Percent = t.Column<int>(),
                CompletedOn = t.Column<DateOnly>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_task_occurrences", r => new { r.TaskId, r.WrittenOn }));
        migration.CreateTable(
            "task_history",
            t => new
            {
                Id = t.Column<long>().AutoIncrement(),
                TaskId = t.Column<Guid>(),
                Version = t.Column<long>(),
                Action = t.Column<string>(),
                Comment = t.Column<string>(nullable: true),
                Changes = t.Column<string>(),
                By = t.Column<string>(),
                At = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_task_history", r => r.Id));
        migration.CreateIndex("IX_task_history_TaskId", "task_history", "TaskId");
        migration.CreateTable(
            "task_extensions",
            t => new
            {
                Id = t.Column<Guid>(),
                TaskId = t.Column<Guid>(),
                Occurrence = t.Column<DateOnly>(nullable: true),
                DueBefore = t.Column<DateOnly>(nullable: true),
                AskedFor = t.Column<DateOnly>(),
                Reason = t.Column<string>(),
                AskedBy = t.Column<string>(),
                AskedAt = t.Column<long>(),
                State = t.Column<string>(),
                GrantedTo = t.Column<DateOnly>(nullable: true),
                Answer = t.Column<string>(nullable: true),
                DecidedBy = t.Column<string>(nullable: true),
                DecidedAt = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_task_extensions", r => r.Id));
        migration.CreateIndex("IX_task_extensions_TaskId", "task_extensions", "TaskId");
        migration.CreateTable(
            "task_evidence",
            t => new
            {
                Id = t.Column<Guid>(),
                TaskId = t.Column<Guid>(),
                Name = t.Column<string>(),
                Revision = t.Column<int>(),
                Sha256 = t.Column<string>(),
                Size = t.Column<long>(),
                ContentType = t.Column<string>(),
                Note = t.Column<string>(nullable: true),
                By = t.Column<string>(),
                At = t.Column<long>(),
                WithdrawnBy = t.Column<string>(nullable: true),
                WithdrawnAt = t.Column<long>(nullable: true),
                WithdrawnReason = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_task_evidence", r => r.Id));
        migration.CreateIndex("IX_task_evidence_TaskId_Name_Revision", "task_evidence", ["TaskId", "Name", "Revision"], unique: true);
        migration.CreateIndex("IX_task_evidence_Sha256", "task_evidence", "Sha256");
        migration.CreateTable(
            "assignments",
            t => new
            {
                Id = t.Column<Guid>(),
                Scope = t.Column<string>(),
                Content = t.Column<string>(),
                Document = t.Column<string>(nullable: true),
                Area = t.Column<int>(),
                Products = t.Column<string>(),
                DeadlineText = t.Column<string>(),
                DueDates = t.Column<string>(),
                Recurrence = t.Column<string>(nullable: true),
                Office = t.Column<string>(nullable: true),
                NeedsConfirmation = t.Column<bool>(),
                Units = t.Column<int>(),
                CancelReason = t.Column<string>(nullable: true),
                Reminders = t.Column<int>(),
                CreatedBy = t.Column<string>(),
                CreatedAt = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_assignments", r => r.Id));
        migration.CreateIndex("IX_assignments_Scope_CreatedAt", "assignments", ["Scope", "CreatedAt"]);
    }
}
