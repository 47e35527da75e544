namespace Platform.ServiceDefaults.Text;

/// <summary>
/// What the values of a dictionary are meant to be that is taken as raw JSON, so that every wrong one can be told at once; OpenAPI says so.
/// </summary>
/// <param name="type">Of a value; null is allowed beside it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RawValuesAttribute(Type type) : Attribute
{
    public Type Type => type;
}
