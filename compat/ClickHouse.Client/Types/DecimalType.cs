using System.Globalization;
using System.Numerics;
using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>Decimal(P, S) up to 38 digits, read as decimal. Values written are cut, not rounded, to the scale.</summary>
internal sealed class DecimalType(int precision, int scale, TypeSettings settings) : ClickHouseType
{
    private readonly BigInteger _unit = BigInteger.Pow(10, scale);

    public override Type FrameworkType => typeof(decimal);

    public override object Read(BinarySource source)
    {
        if (settings.UseCustomDecimals)
        {
            throw new NotSupportedException(
                "This stand-in for ClickHouse.Client has no ClickHouseDecimal; put UseCustomDecimals=false into the connection string to read decimals.");
        }

        BigInteger mantissa = precision switch
        {
            <= 9 => source.ReadInt32(),
            <= 18 => source.ReadInt64(),
            _ => source.ReadInt128(),
        };
        // 28 digits fit a decimal; beyond them only trailing zeros may be dropped.
        var digits = scale;
        while (digits > 28 || (digits > 0 && BigInteger.Abs(mantissa) > new BigInteger(decimal.MaxValue)))
        {
            mantissa = BigInteger.DivRem(mantissa, 10, out var rest);
            digits--;
            if (!rest.IsZero)
            {
                throw new OverflowException($"A value of {this} does not fit System.Decimal.");
            }
        }

        var bits = decimal.GetBits((decimal)BigInteger.Abs(mantissa));
        return new decimal(bits[0], bits[1], bits[2], mantissa.Sign < 0, (byte)digits);
    }

    public override void Write(BinaryWriter target, object? value)
    {
        var exact = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        var bits = decimal.GetBits(exact);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        var scaled = mantissa * _unit / BigInteger.Pow(10, exact.Scale) * (exact < 0 ? -1 : 1);
        switch (precision)
        {
            case <= 9:
                target.Write((int)scaled);
                break;
            case <= 18:
                target.Write((long)scaled);
                break;
            default:
                SimpleTypes.WriteInt128(target, (Int128)scaled);
                break;
        }
    }

    public override string ToText(object? value, bool quoted) =>
        Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    public override string ToString() => $"Decimal({precision}, {scale})";
}
