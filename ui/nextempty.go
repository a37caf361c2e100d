package ui

import "alur/model"

// nothingYet says, on a queue that is empty for no other reason, what the shop
// still needs before work can reach this person: a process in force, a case,
// a colleague.
func (n *next) nothingYet(e *env) []string {
	t := e.theme
	start, ok := pageForKey(keyNew)
	may := ok && start.open(e.me)
	var say, keys []string
	switch {
	case !anyInForce(e):
		say = append(say, e.say(model.Say{EN: "No process is in force yet, so there is no work to show.", ID: "Belum ada proses yang berlaku, jadi belum ada pekerjaan."}))
		if e.me != nil && !e.me.Owner {
			keys = append(keys, e.say(model.Say{EN: "The owner puts processes in force.", ID: "Pemilik yang memberlakukan proses."}))
			break
		}
		keys = append(keys, noProcessKeys(e))
	case n.noCase && may:
		say = append(say,
			e.say(model.Say{EN: "No case has been started yet. Press N and choose what it is:", ID: "Belum ada kasus yang dimulai. Tekan N dan pilih jenisnya:"}),
			e.say(model.Say{EN: "the first task then appears here, or at the colleague whose turn it is.", ID: "tugas pertama lalu muncul di sini, atau pada rekan yang mendapat giliran."}))
		keys = append(keys, e.say(model.Say{EN: "N starts the first case. F10 shows everything else.", ID: "N memulai kasus pertama. F10 menampilkan yang lain."}))
	default:
		say = append(say, e.say(model.Say{EN: "No case has a step for you now. It appears here by itself.", ID: "Belum ada kasus dengan langkah untuk Anda. Nanti muncul di sini sendiri."}))
		line := e.say(model.Say{EN: "F5 looks again.", ID: "F5 melihat lagi."})
		if may {
			line += " " + e.say(model.Say{EN: "N starts a new case.", ID: "N memulai kasus baru."})
		}
		keys = append(keys, line+" "+e.say(model.Say{EN: "F10 shows everything else.", ID: "F10 menampilkan yang lain."}))
	}
	if e.me != nil && e.me.Owner && alone(e) {
		keys = append(keys, e.say(model.Say{EN: "You work here alone so far: F10, then People, adds colleagues.", ID: "Sejauh ini Anda bekerja sendiri: F10, lalu Orang, menambah rekan."}))
	}
	lines := indent(say, 2)
	lines = append(lines, "")
	for _, k := range keys {
		lines = append(lines, "  "+t.dim(k))
	}
	return lines
}

// alone reports whether one person works here.
func alone(e *env) bool {
	here := 0
	for _, p := range e.shop.People {
		if !p.Gone {
			here++
		}
	}
	return here == 1
}

// anyInForce reports whether a case of some process can be started.
func anyInForce(e *env) bool {
	for _, h := range e.shop.Processes {
		if !h.Retired && len(h.Versions) > 0 {
			return true
		}
	}
	return false
}
