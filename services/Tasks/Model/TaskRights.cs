using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Model;

/// <summary>What a caller is to a task that lies in the caller's scope. Pure.</summary>
/// <param name="Works">Does it: an officer of the unit (of the task's office, when it has one and the officer too), its leader, the city's
/// administrator.</param>
/// <param name="Assigns">Assigned it: the city for its assignments, the unit's leader for the unit's own and for those of its plan; the
/// city's administrator always.</param>
/// <param name="Leads">Leads the unit: may give its tasks to offices and officials.</param>
public sealed record TaskRights(bool Works, bool Assigns, bool Leads)
{
    public static TaskRights Of(Caller caller, OrgUnitInfo unit, TaskRow task)
    {
        var leads = Rights.LeadTasks.Allows(caller, unit);
        var office = task.AssigneeOffice is null || caller.Office is null || caller.Office == task.AssigneeOffice
            || caller.UserName == task.AssigneeUser;
        return new(
            leads || (Rights.WorkOnTasks.Allows(caller, unit) && office),
            Rights.AssignTasks.Allows(caller, unit) || (leads && task.Origin != TaskOrigins.Assignment), leads);
    }
}
