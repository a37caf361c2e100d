package findings

import (
	"alur/model"
	"alur/model/stats"
)

// longest says how long the 15 longest of 100 take. Many that took equally
// long are not more than themselves.
func (r *reviewing) longest(d stats.Distribution) model.Reason {
	half, most := r.lasting(d.P50), r.lasting(d.P85)
	switch {
	case half.In(model.English) == most.In(model.English):
		return because(model.Say{EN: "seldom more", ID: "jarang lebih"})
	case d.P50 < 60:
		return because(model.Say{
			EN: "but 15 of 100 at least %s, and those few make it slow",
			ID: "tetapi 15 dari 100 paling sedikit %s, dan yang sedikit itulah yang membuatnya lambat",
		}, most)
	case d.P85 == d.P90:
		return because(model.Say{EN: "15 of 100 at least %s", ID: "15 dari 100 paling sedikit %s"}, most)
	}
	return because(model.Say{EN: "15 of 100 more than %s", ID: "15 dari 100 lebih dari %s"}, most)
}
