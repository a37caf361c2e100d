package ui

import "alur/model"

// The pages.
const (
	pageSignIn screenID = "sign in"
	pageNext   screenID = "next"
	pageQueue  screenID = "queue"
	pageCase   screenID = "case"
	pageStory  screenID = "story"
	pageDigest screenID = "digest"
	// pageTraffic is what came from other programs and what goes out.
	pageTraffic   screenID = "in and out"
	pageFind      screenID = "find"
	pageAudit     screenID = "audit"
	pageSlow      screenID = "bottlenecks"
	pageBoard     screenID = "board"
	pageWaiting   screenID = "waiting"
	pageStepCases screenID = "step cases"
	// pagePromised are the cases that a customer was promised a time for.
	pagePromised screenID = "promised"
	// pageLogCase is a case of a log of another program.
	pageLogCase screenID = "case of a log"
	// pageFirstRun is shown while there is no shop yet.
	pageFirstRun screenID = "first run"
	// pageReady offers the ready-made processes.
	pageReady screenID = "ready-made"
	pageStart screenID = "start"
	// pagePeople is where the owner adds colleagues.
	pagePeople screenID = "people"
	// pageNewProcess is where the owner writes a process, line by line.
	pageNewProcess screenID = "new process"
	// pageSettings and pageHours are what the whole shop goes by.
	pageSettings screenID = "settings"
	pageHours    screenID = "opening hours"
	// pageRoles says who is asked to do what, pageDivisions which parts the
	// shop has.
	pageRoles     screenID = "roles"
	pageDivisions screenID = "divisions"
	// pageStations are the PCs that may show the screens from elsewhere.
	pageStations screenID = "stations"
	// pageProcesses lists how work is done, pageProcess shows one process,
	// pageProposals the words that people asked for.
	pageProcesses screenID = "processes"
	pageProcess   screenID = "process"
	pageProposals screenID = "proposals"
	pageEdit      screenID = "edit"
	// pageCompare sets two versions of a process beside each other.
	pageCompare screenID = "compare"

	pageMenu screenID = "menu"
	pageHelp screenID = "help"
)

// page is one line of the table of screens.
type page struct {
	id    screenID
	title model.Say
	// help is what F1 says of the screen: two or three sentences.
	help model.Say
	make func() screen
	// key opens the page from anywhere; empty for none.
	key keyID
	// menu lists the page in F10.
	menu bool
	// may reports who may open it; nil for everyone.
	may func(p *model.Person) bool
	// anyone opens the page before somebody has signed in, too.
	anyone bool
	// over marks a page that speaks of the one below it and gives way to the
	// next one opened: the menu and the help.
	over bool
	// log opens the page over a log of another program, too.
	log bool
	// live marks a page of what stands outside the record: it looks anew every
	// second.
	live bool
	// reckons marks a page that reckons long and says so itself.
	reckons bool
	// coach is said on the page until its key was used; zero for none.
	coach coach
}

// pages is the table of screens: adding one is its file and one line here.
func pages() []page {
	return []page{
		signInPage(), nextPage(), queuePage(), casePage(), storyPage(), findPage(),
		boardPage(), slowPage(), auditPage(), digestPage(), trafficPage(), waitingPage(), stepCasesPage(), promisedPage(), logCasePage(),
		processesPage(), processPage(), proposalsPage(), editPage(), comparePage(),
		startPage(), peoplePage(), rolesPage(), divisionsPage(), stationsPage(), newProcessPage(), settingsPage(), hoursPage(),
		readyPage(), firstRunPage(), menuPage(), helpPage(),
	}
}

// pageOf finds a page; ok is false where there is none.
func pageOf(id screenID) (page, bool) {
	for _, p := range pages() {
		if p.id == id {
			return p, true
		}
	}
	return page{}, false
}

// pageByKey finds the page a key opens.
func pageByKey(k keyPress, typing bool) (page, bool) {
	for _, b := range bindings() {
		if !k.among(b, typing) {
			continue
		}
		if p, ok := pageForKey(b.id); ok {
			return p, true
		}
	}
	return page{}, false
}

// mayOpen reports whether who sits here may open a page.
func (e *env) mayOpen(p page) bool {
	if e.log != "" {
		return p.log
	}
	return p.anyone || e.me != nil && (p.may == nil || p.may(e.me))
}

// pageForKey finds the page that a binding opens.
func pageForKey(id keyID) (page, bool) {
	for _, p := range pages() {
		if p.key == id {
			return p, true
		}
	}
	return page{}, false
}
