package findings

import (
	"alur/model"
	"alur/model/eventlog"
)

// sayAgain says where work that is done over comes from: straight from itself,
// or from a step behind it.
func (r *reviewing) sayAgain(d Detour) words {
	w := words{
		problem: because(model.Say{
			EN: "%s is done again in %d %% of its cases (%d of %d), %s in each.",
			ID: "%s diulang di %d %% kasusnya (%d dari %d), %s di tiap kasus itu.",
		}, r.title(d.step), percent(float64(d.AgainCases)/float64(d.Cases)), d.AgainCases, d.Cases, r.howOften(d)),
		change: because(model.Say{
			EN: "Look at what leads back to it: part the step, or close the way back.",
			ID: "Lihat apa yang membawanya kembali: pecah langkahnya, atau tutup jalan kembalinya.",
		}),
	}
	switch before, n := d.mostlyAfter(); before {
	case eventlog.None:
	case d.step:
		w.cause = because(model.Say{
			EN: "%d of %d times right after itself.",
			ID: "%d dari %d kali tepat setelah langkah itu sendiri.",
		}, n, d.Again)
		w.change = because(model.Say{
			EN: "Write down when it is good, or part the step.",
			ID: "Tulis kapan hasilnya baik, atau pecah langkahnya.",
		})
	default:
		w.cause = because(model.Say{
			EN: "%d of %d times the work came back from %s.",
			ID: "%d dari %d kali pekerjaan kembali dari %s.",
		}, n, d.Again, r.title(before))
		w.change = because(model.Say{
			EN: "Ask for a reason there, or close that way back.",
			ID: "Minta alasannya di sana, atau tutup jalan kembali itu.",
		})
	}
	return w
}

// howOften is how often a case that does a step over does so.
func (r *reviewing) howOften(d Detour) model.Reason {
	if d.Again == d.AgainCases {
		return because(model.Say{EN: "once", ID: "sekali"})
	}
	return because(model.Say{EN: "%s times", ID: "%s kali"}, r.times(float64(d.Again)/float64(d.AgainCases)))
}

func (r *reviewing) sayDoubt(d Detour) words {
	w := words{
		problem: because(model.Say{
			EN: "%s is given back or called unclear in %d %% (%d of %d).",
			ID: "%s dilepas lagi atau disebut belum jelas di %d %% (%d dari %d).",
		}, r.title(d.step), percent(d.doubt().Share()), min(d.troubled, d.Executions), d.Executions),
		cause: because(model.Say{
			EN: "%d times somebody who had taken it gave it back.",
			ID: "%d kali orang yang sudah mengambilnya melepasnya lagi.",
		}, d.GivenBack),
	}
	if d.Unclear > 0 {
		w.cause = because(model.Say{EN: "%d times it was not clear what to do.", ID: "%d kali tidak jelas apa yang harus dikerjakan."}, d.Unclear)
	}
	w.change = because(model.Say{
		EN: "Write the step anew, with those who do it: what to do, and when it is good.",
		ID: "Tulis ulang langkahnya bersama yang mengerjakan: apa yang dikerjakan, dan kapan dianggap baik.",
	})
	return w
}
