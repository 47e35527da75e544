using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What lies at the bottom of an error decides, however deep that is.</summary>
public sealed class CausesTests
{
    [Fact]
    public void Of_WalksEveryBranch_OutermostFirst()
    {
        var (a, b, c) = (new InvalidDataException("a"), new IOException("b", new TimeoutException("c")), new AggregateException());
        var error = new InvalidOperationException("top", new AggregateException(a, b, c));
        Assert.Equal(["top", "a", "b", "c"], Causes.Of(error).Where(e => e is not AggregateException).Select(e => e.Message));
        Assert.Empty(Causes.Of(null));
    }

    public static TheoryData<Exception, StorageFault?, int?> Errors => new()
    {
        { Postgres(PostgresErrorCodes.DeadlockDetected), StorageFault.LostRace, 409 },
        { Postgres(PostgresErrorCodes.SerializationFailure), StorageFault.LostRace, 409 },
        { Postgres(PostgresErrorCodes.UniqueViolation), StorageFault.LostRace, 409 },
        { new DbUpdateConcurrencyException(), StorageFault.LostRace, 409 },
        { Postgres(PostgresErrorCodes.CharacterNotInRepertoire), StorageFault.Text, 400 },
        { Postgres(PostgresErrorCodes.DiskFull), StorageFault.Full, 507 },
        { Postgres(PostgresErrorCodes.TooManyConnections), StorageFault.Away, 503 },
        { Postgres(PostgresErrorCodes.UndefinedTable), null, null },
        { new SqliteException("full", 13), StorageFault.Full, 507 },
        { new SqliteException("write", 10, 778), StorageFault.Full, 507 },
        { new SqliteException("read", 10, 266), StorageFault.Away, 503 },
        { new SqliteException("unique", 19, 2067), StorageFault.LostRace, 409 },
        { new SqliteException("foreign key", 19, 787), null, null },
        { new IOException("No space left on device", 28), StorageFault.Full, 507 },
        { new IOException("anything", 5), null, null },
        { new BadHttpRequestException("Bad chunk size data.", 400), null, 400 },
        { new IOException("Bad chunk size data.", new OverflowException()), null, 400 },
        { new BadHttpRequestException("Request body too large.", 413), null, 413 },
        { new RpcException(new(StatusCode.Unavailable, "")), null, 503 },
        { new InvalidOperationException("a bug"), null, null },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Fault_IsFoundAtAnyDepth(Exception cause, StorageFault? fault, int? status)
    {
        Exception[] wrapped =
        [
            cause,
            new DbUpdateException("saving", cause),
            // As Npgsql's execution strategy wraps what it takes for transient.
            new InvalidOperationException("likely due to a transient failure", new DbUpdateException("saving", cause)),
            new AggregateException(new InvalidOperationException("the other"), new AggregateException(new InvalidOperationException("deep", cause))),
        ];
        Assert.All(wrapped, error =>
        {
            Assert.Equal(fault, StorageFaults.Of(error));
            Assert.Equal(status, Problems.Of(error)?.Error.Status);
        });
    }

    private static PostgresException Postgres(string state) => new("told so", "ERROR", "ERROR", state);
}
