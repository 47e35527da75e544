namespace Platform.EmbeddedEngine;

/// <summary>The engine cannot be opened for a reason that lies outside it: its library is missing, or its data are in use.</summary>
public sealed class EngineException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
