namespace CdmPolicy.Tests.Checking;

/// <summary>What an author new to the language types out of habit: one diagnostic for each place, with the form that was meant.</summary>
public class HabitTests
{
    [Theory]
    [ClassData(typeof(HabitRows))]
    [ClassData(typeof(HierarchyHabitRows))]
    public void A_habit_is_answered_with_the_form_that_was_meant(string text, string[] said) =>
        Assert.Equal(said, Samples.Report(Boxes.Whole(text)));
}
