namespace Platform.Tasks.Forecast;

/// <summary>Weights of the features and of the constant: <c>p = 1 / (1 + e^-(constant + Σ weight·feature))</c>.</summary>
public sealed record Logistic(double Constant, IReadOnlyList<double> Weights)
{
    public double Likelihood(double[] features)
    {
        var sum = Constant;
        for (var i = 0; i < features.Length; i++)
            sum += Weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}

/// <summary>
/// Fits by plain gradient descent from zero, with a small pull towards zero: the same input gives the same weights. Pure.
/// </summary>
public static class LogisticFit
{
    private const int Rounds = 1_500;
    private const double Step = 0.8;
    private const double Pull = 0.001;

    public static Logistic Of(IReadOnlyList<(double[] Features, bool Late)> rows)
    {
        var weights = new double[Features.Count];
        var gradient = new double[Features.Count];
        var constant = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(gradient);
            var shift = 0.0;
            foreach (var (features, late) in rows)
            {
                var sum = constant;
                for (var i = 0; i < features.Length; i++)
                    sum += weights[i] * features[i];
                var error = (1 / (1 + Math.Exp(-sum))) - (late ? 1 : 0);
                shift += error;
                for (var i = 0; i < features.Length; i++)
                    gradient[i] += error * features[i];
            }
            constant -= Step * shift / rows.Count;
            for (var i = 0; i < weights.Length; i++)
                weights[i] -= Step * ((gradient[i] / rows.Count) + (Pull * weights[i]));
        }
        return new(constant, weights);
    }
}
