using Platform.Testing;

namespace Platform.Plans.Tests;

[AttributeUsage(AttributeTargets.Method)]
public sealed class SkippableByPostgresAttribute : FactAttribute
{
    public SkippableByPostgresAttribute() => Skip = PostgresCluster.Missing;
}
