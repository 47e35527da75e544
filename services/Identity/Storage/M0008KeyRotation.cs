using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Identity.Storage;

/// <summary>Keys in a row of generations, each with the instant it signs from; until when it did is its successor's.</summary>
[DbContext(typeof(IdentityDb))]
[Migration("20261128000003_KeyRotation")]
public sealed class M0008KeyRotation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("Generation", "signing_keys", defaultValue: 0);
        migrationBuilder.AddColumn<long>("SignsFrom", "signing_keys", defaultValue: 0L);
        // Two instances that started together on a new database have made two.
        migrationBuilder.Sql("""
            update "signing_keys" set "SignsFrom" = "CreatedAt", "Generation" = (select count(*) from "signing_keys" as o
            where o."CreatedAt" < "signing_keys"."CreatedAt" or (o."CreatedAt" = "signing_keys"."CreatedAt" and o."KeyId" < "signing_keys"."KeyId"))
            """);
        migrationBuilder.CreateIndex("IX_signing_keys_Generation", "signing_keys", "Generation", unique: true);
        migrationBuilder.Sql("""alter table "signing_keys" drop column "RetiredAt";""");
    }
}
