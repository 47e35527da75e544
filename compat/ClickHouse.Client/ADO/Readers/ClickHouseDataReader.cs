using System.Collections;
using System.Data.Common;
using System.Globalization;
using ClickHouse.Client.Formats;
using ClickHouse.Client.Types;

namespace ClickHouse.Client.ADO.Readers;

/// <summary>The rows of an answer, read as they arrive.</summary>
public class ClickHouseDataReader : DbDataReader
{
    private readonly HttpResponseMessage _response;
    private readonly BinarySource _source;
    private readonly string[] _names;
    private readonly ClickHouseType[] _types;
    private readonly object[] _row;
    private bool _isClosed;

    private ClickHouseDataReader(HttpResponseMessage response, BinarySource source, TypeSettings settings)
    {
        _response = response;
        _source = source;
        var count = source.IsAtEnd ? 0 : source.ReadLength();
        _names = new string[count];
        _types = new ClickHouseType[count];
        _row = new object[count];
        for (var i = 0; i < count; i++)
        {
            _names[i] = source.ReadString();
        }

        for (var i = 0; i < count; i++)
        {
            _types[i] = TypeParser.Parse(source.ReadString(), settings);
        }
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _types.Length;

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <summary>Always true, as with the genuine reader; call <see cref="Read"/> to know.</summary>
    public override bool HasRows => true;

    /// <inheritdoc/>
    public override int RecordsAffected => 0;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    internal ClickHouseType[] ColumnTypes => _types;

    internal string[] ColumnNames => _names;

    /// <inheritdoc/>
    public override bool Read()
    {
        if (_source.IsAtEnd)
        {
            return false;
        }

        for (var i = 0; i < _types.Length; i++)
        {
            _row[i] = _types[i].Read(_source);
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool NextResult() => false;

    /// <summary>The value as .NET type of the column; <see cref="DBNull"/> for null.</summary>
    public override object GetValue(int ordinal) => _row[ordinal];

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        _row.CopyTo(values, 0);
        return _row.Length;
    }

    /// <inheritdoc/>
    public override T GetFieldValue<T>(int ordinal) => (T)GetValue(ordinal);

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is null or DBNull;

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _names[ordinal];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No such column.</exception>
    public override int GetOrdinal(string name) =>
        Array.IndexOf(_names, name) is var index and >= 0 ? index : throw new ArgumentException("Column does not exist", nameof(name));

    /// <summary>The ClickHouse type of the column.</summary>
    public override string GetDataTypeName(int ordinal) => _types[ordinal].ToString();

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => (_types[ordinal] is NullableType nullable ? nullable.Inner : _types[ordinal]).FrameworkType;

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Convert.ToBoolean(GetValue(ordinal), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    /// <summary>The moment in the column's zone; see <see cref="GetDateTimeOffset"/> for one without doubt.</summary>
    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    /// <summary>The moment with its offset.</summary>
    /// <exception cref="InvalidCastException">The column is not a date-time.</exception>
    public virtual DateTimeOffset GetDateTimeOffset(int ordinal) =>
        (_types[ordinal] is NullableType nullable ? nullable.Inner : _types[ordinal]) is MomentType moment
            ? moment.ToMoment(GetValue(ordinal))
            : throw new InvalidCastException($"{GetDataTypeName(ordinal)} is not a date-time.");

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    /// <summary>A UInt16.</summary>
    public ushort GetUInt16(int ordinal) => (ushort)GetValue(ordinal);

    /// <summary>A UInt32.</summary>
    public uint GetUInt32(int ordinal) => (uint)GetValue(ordinal);

    /// <summary>A UInt64.</summary>
    public ulong GetUInt64(int ordinal) => (ulong)GetValue(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    internal static async Task<ClickHouseDataReader> CreateAsync(HttpResponseMessage response, TypeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var source = new BinarySource(await response.Content.ReadAsStreamAsync(cancellationToken));
            await source.PrefetchAsync(cancellationToken);
            return new ClickHouseDataReader(response, source, settings);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            _isClosed = true;
            _source.Dispose();
            _response.Dispose();
        }

        base.Dispose(disposing);
    }
}
