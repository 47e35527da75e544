namespace Platform.Tasks.Forecast;

/// <summary>How many tasks were late, of how many.</summary>
public readonly record struct LateCount(int Late, int All)
{
    public LateCount With(bool late) => new(Late + (late ? 1 : 0), All + 1);

    /// <summary>
    /// The share drawn towards <paramref name="prior"/> as if by <paramref name="weight"/> tasks more: few tasks say little.
    /// </summary>
    public double Share(double prior, double weight) => (Late + (prior * weight)) / (All + weight);
}

/// <summary>Late tasks of the past by unit, by unit and area, by office and by kind of deadline.</summary>
public sealed class LateCounts
{
    private const double Weight = 8;

    private readonly Dictionary<string, LateCount> _units = [];
    private readonly Dictionary<(string, int), LateCount> _areas = [];
    private readonly Dictionary<(string, string), LateCount> _offices = [];
    private readonly Dictionary<string, LateCount> _kinds = [];

    public LateCount All { get; private set; }

    public void Add(Outcome past)
    {
        All = All.With(past.Late);
        _units[past.OrgUnit] = Unit(past.OrgUnit).With(past.Late);
        _areas[(past.OrgUnit, past.Area)] = Area(past.OrgUnit, past.Area).With(past.Late);
        if (past.Office is not null)
            _offices[(past.OrgUnit, past.Office)] = Office(past.OrgUnit, past.Office).With(past.Late);
        _kinds[past.Kind] = Kind(past.Kind).With(past.Late);
    }

    public LateCount Unit(string unit) => _units.GetValueOrDefault(unit);

    public LateCount Area(string unit, int area) => _areas.GetValueOrDefault((unit, area));

    public LateCount Office(string unit, string? office) => office is null ? default : _offices.GetValueOrDefault((unit, office));

    public LateCount Kind(string kind) => _kinds.GetValueOrDefault(kind);

    public double BaseShare => All.Share(0.2, Weight);

    public double UnitShare(string unit) => Unit(unit).Share(BaseShare, Weight);

    public double AreaShare(string unit, int area) => Area(unit, area).Share(UnitShare(unit), Weight);

    public double OfficeShare(string unit, string? office) => Office(unit, office).Share(UnitShare(unit), Weight);

    public double KindShare(string kind) => Kind(kind).Share(BaseShare, Weight);
}
