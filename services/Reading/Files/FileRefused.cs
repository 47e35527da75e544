namespace Platform.Reading.Files;

/// <summary>Why a file was not read.</summary>
public enum Refusal
{
    /// <summary>Not such a file, or broken.</summary>
    Unreadable,

    /// <summary>Elements within elements beyond all reason.</summary>
    TooDeep,

    /// <summary>Unfolds to more than is read.</summary>
    TooLarge,

    /// <summary>Costs more time than a file may.</summary>
    TookTooLong,

    /// <summary>The program that reads this kind of file is not installed.</summary>
    NoProgram,

    /// <summary>The reader failed in a way nobody foresaw.</summary>
    Failed,
}

/// <summary>Thrown by a reader that gives a file up; the message is for people, in Vietnamese.</summary>
public sealed class FileRefused(Refusal refusal, string message) : Exception(message)
{
    public Refusal Refusal { get; } = refusal;

    public static FileRefused TooLarge() => new(Refusal.TooLarge, "Nội dung của tệp sau khi mở ra quá lớn; hãy chia nhỏ tệp hoặc bỏ phần không cần.");

    public static FileRefused TooDeep() => new(Refusal.TooDeep, "Tệp có các phần lồng nhau quá sâu; hãy lưu lại bằng Word hoặc Excel rồi tải lên.");
}
