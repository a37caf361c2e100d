package ui

import "alur/model"

// nothingYet says, on a queue that is empty for no other reason, what the shop
// still needs before work can reach this person: a process in force, a case,
// a colleague.
func (n *next) nothingYet(e *env) []string {
	t := e.theme
	start, ok := pageForKey(keyNew)
	may := ok && e.mayOpen(start)
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
		say = append(say, n.elsewhere(e), e.say(model.Say{EN: "Yours appears here by itself.", ID: "Giliran Anda muncul di sini sendiri."}))
		line := e.say(model.Say{EN: "F5 looks again.", ID: "F5 melihat lagi."})
		if may {
			line += " " + e.say(model.Say{EN: "N starts a new case.", ID: "N memulai kasus baru."})
		}
		keys = append(keys, line+" "+e.say(model.Say{EN: "F10 shows everything else.", ID: "F10 menampilkan yang lain."}))
	}
	if e.me != nil && e.me.Owner && alone(e) {
		keys = append(keys, e.say(model.Say{EN: "You work here alone so far: F10, then People, adds colleagues.", ID: "Sejauh ini Anda bekerja sendiri: F10, lalu Orang, menambah rekan."}))
	}
	var lines []string
	for _, s := range say {
		lines = append(lines, wrap(s, e.width-4)...)
	}
	lines = append(lines, "")
	for _, k := range keys {
		lines = append(lines, wrapPaint(t, roleDim, k, e.width-4)...)
	}
	return indent(lines, 2)
}

// elsewhere says how many cases are under way without the person.
func (n *next) elsewhere(e *env) string {
	switch {
	case n.running == 0:
		return e.say(model.Say{EN: "No case is running now.", ID: "Sekarang tidak ada kasus yang berjalan."})
	case n.running == 1:
		return e.say(model.Say{EN: "1 case is running; it does not need you now.", ID: "1 kasus berjalan; belum menunggu Anda."})
	case n.running >= mostCounted:
		return e.say(model.Say{EN: "%d cases or more are running; none needs you now.", ID: "%d kasus atau lebih berjalan; belum ada yang menunggu Anda."}, n.running)
	}
	return e.say(model.Say{EN: "%d cases are running; none needs you now.", ID: "%d kasus berjalan; belum ada yang menunggu Anda."}, n.running)
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
