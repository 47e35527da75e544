using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Rollups.Storage;

/// <summary>
/// The tables by which several silos know each other, on PostgreSQL only. Their names, the names of the queries, and the queries' parameters
/// and columns are the contract of Microsoft.Orleans.Clustering.AdoNet, which asks nothing of the database but what stands in OrleansQuery.
/// Every change of a member first raises the cluster's version, which it has to have seen: the version's row is the lock.
/// </summary>
[DbContext(typeof(RollupsDb))]
[Migration("20261128140000_Membership")]
public sealed class M0004Membership : Migration
{
    private const string Tables = """
        create table OrleansQuery (
            QueryKey varchar(64) constraint OrleansQuery_Key primary key,
            QueryText varchar(8000) not null);
        create table OrleansMembershipVersionTable (
            DeploymentId varchar(150) constraint PK_OrleansMembershipVersionTable_DeploymentId primary key,
            Timestamp timestamptz(3) not null default now(),
            Version integer not null default 0);
        create table OrleansMembershipTable (
            DeploymentId varchar(150) not null
                constraint FK_MembershipTable_MembershipVersionTable_DeploymentId references OrleansMembershipVersionTable (DeploymentId),
            Address varchar(45) not null,
            Port integer not null,
            Generation integer not null,
            SiloName varchar(150) not null,
            HostName varchar(150) not null,
            Status integer not null,
            ProxyPort integer,
            SuspectTimes varchar(8000),
            StartTime timestamptz(3) not null,
            IAmAliveTime timestamptz(3) not null,
            constraint PK_MembershipTable_DeploymentId primary key (DeploymentId, Address, Port, Generation));
        """;

    private const string Member = "DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation";

    private const string RaiseVersion = """
        update OrleansMembershipVersionTable set Version = Version + 1, Timestamp = now()
        where DeploymentId = @DeploymentId and Version = @Version
        """;

    private const string Members = """
        select v.DeploymentId, v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
            m.StartTime, m.IAmAliveTime
        from OrleansMembershipVersionTable v left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
        """;

    /// <summary>Where a number is wanted back, it is how many rows changed: 1 for done, 0 for refused.</summary>
    private static readonly (string Key, string Text)[] Queries =
    [
        ("InsertMembershipVersionKey", """
            with added as (
                insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict do nothing returning 1)
            select count(*)::integer from added
            """),
        ("InsertMembershipKey", $"""
            with raised as ({RaiseVersion} and not exists (select 1 from OrleansMembershipTable where {Member}) returning 1),
            added as (
                insert into OrleansMembershipTable
                    (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                from raised returning 1)
            select count(*)::integer from added
            """),
        ("UpdateMembershipKey", $"""
            with raised as ({RaiseVersion} and exists (select 1 from OrleansMembershipTable where {Member}) returning 1),
            changed as (
                update OrleansMembershipTable set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
                from raised where {Member} returning 1)
            select count(*)::integer from changed
            """),
        ("UpdateIAmAlivetimeKey", $"update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime where {Member}"),
        ("MembershipReadRowKey", $"""
            {Members} and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
            where v.DeploymentId = @DeploymentId
            """),
        ("MembershipReadAllKey", $"{Members} where v.DeploymentId = @DeploymentId"),
        ("GatewaysQueryKey", """
            select Address, ProxyPort, Generation from OrleansMembershipTable
            where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0
            """),
        ("CleanupDefunctSiloEntriesKey", """
            delete from OrleansMembershipTable where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3
            """),
        ("DeleteMembershipTableEntriesKey", """
            delete from OrleansMembershipTable where DeploymentId = @DeploymentId;
            delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId
            """),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (!migrationBuilder.IsNpgsql())
            return;
        migrationBuilder.Sql(Tables);
        foreach (var (key, text) in Queries)
            migrationBuilder.Sql($"insert into OrleansQuery (QueryKey, QueryText) values ('{key}', $query${text}$query$)");
    }
}
